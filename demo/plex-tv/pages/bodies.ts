import { html } from 'hono/html'
import { type Account, DEMO } from '../state/accounts.ts'

const accountField = (accounts: readonly Account[]) => html`<label class="field">
<span>Account</span>
<select name="account">${accounts.map(
  (a) => html`<option value="${a.id}" ${a.id === DEMO.id ? 'selected' : ''}>${a.title}</option>`,
)}</select>
</label>`

const refused = html`<section data-state="failed" role="alert" hidden>
<h1 tabindex="-1">We were unable to complete this request</h1>
<p data-slot="why">Go back to the app and start again.</p>
</section>`

const signedIn = html`<section data-state="done" role="status" hidden>
<div class="badge good" aria-hidden="true">✓</div>
<h1 tabindex="-1">You're signed in</h1>
<p>You may close this window and go back to your app.</p>
</section>`

/**
 * app.plex.tv/auth. What it shows is in the fragment, so the script does the rest.
 * docs/PLEX-API.md §3.1
 */
export const authBody = (accounts: readonly Account[]) => html`
<section data-state="loading" role="status"><p>One moment…</p></section>
<section data-state="asking" hidden>
<div class="badge" aria-hidden="true" data-slot="initial"></div>
<h1 tabindex="-1">Sign in to <span data-slot="product">this app</span>?</h1>
<p>This app asks for a token for your whole account.</p>
<p class="note" data-slot="unsafe" hidden>It is not hosted by Plex. Go on only if you trust it.</p>
<p class="alarm" role="alert" data-slot="alert" hidden>Security alert: this request came from another network than yours.</p>
<dl>
<div><dt>Device</dt><dd data-slot="device"></dd></div>
<div><dt>Asked from</dt><dd data-slot="source"></dd></div>
</dl>
<form>
${accountField(accounts)}
<div class="buttons">
<button type="submit">Allow</button>
<button type="button" class="quiet" data-action="decline">Not now</button>
</div>
</form>
</section>
${signedIn}
<section data-state="declined" role="status" hidden>
<h1 tabindex="-1">Nothing was shared</h1>
<p>You may close this window. The request runs out by itself.</p>
</section>
${refused}`

/** plex.tv/link. docs/PLEX-API.md §3.2 */
export const linkBody = (accounts: readonly Account[]) => html`
<section data-state="asking">
<h1 tabindex="-1">Link your device</h1>
<p>Type the 4 characters that your app shows.</p>
<form>
<label class="field">
<span>Code</span>
<input name="code" class="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required aria-describedby="problem">
</label>
<p id="problem" class="alarm" role="alert" hidden></p>
${accountField(accounts)}
<div class="buttons"><button type="submit">Link</button></div>
</form>
</section>
<section data-state="done" role="status" hidden>
<div class="badge good" aria-hidden="true">✓</div>
<h1 tabindex="-1">Your device is linked</h1>
<p>You may close this window and go back to your app.</p>
</section>`

/**
 * Stands for www.plex.tv, where a request with a strange `forwardUrl` ends.
 * docs/PLEX-API.md §3.1
 */
export const homeBody = html`<section>
<h1>Demo www.plex.tv</h1>
<p>This page stands for Plex's home page. A sign-in that wants to go on to anything but a web page is dropped and ends here.</p>
<p><a href="/link">Link a device</a></p>
</section>`
