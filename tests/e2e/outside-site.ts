import type { Tab } from '../../demo/browsers/index.ts'

/** How a site says who it is, when it makes a PIN. docs/PLEX-API.md §1.2 */
export const CARRIERS = ['header', 'query', 'form'] as const
export type Carrier = (typeof CARRIERS)[number]

export interface OutsidePin {
  readonly id: number
  readonly code: string
  readonly carrier: Carrier
}

/** How each spells the address of Plex's page. docs/PLEX-API.md §3.1 */
const SPELLINGS: Record<Carrier, string> = { header: 'auth#?', query: 'auth/#!?', form: 'auth#!?' }

/**
 * A site of today makes a PIN in its page, and a device one with a short code.
 *
 * @param tab where the request comes from
 */
export async function makeOutsidePin(
  tab: Tab,
  carrier: Carrier,
  isStrong: boolean,
): Promise<OutsidePin> {
  return { ...(await tab.evaluate(makePin, carrier, isStrong)), carrier }
}

/** Plex's page for a PIN. */
export function pageFor({ code, carrier }: OutsidePin, forwardUrl: string | null = null): string {
  const params = new URLSearchParams({ clientID: `outside-${carrier}`, code })
  params.set('context[device][product]', `${carrier} app`)
  if (forwardUrl) params.set('forwardUrl', forwardUrl)
  return `https://app.plex.tv/${SPELLINGS[carrier]}${params}`
}

/**
 * A site makes a PIN and opens Plex's page for it.
 *
 * @param forwardUrl where that page goes on, which it is sent to; without one it opens in a window
 */
export async function openPlex(
  tab: Tab,
  carrier: Carrier,
  forwardUrl: string | null = null,
): Promise<OutsidePin> {
  const pin = await makeOutsidePin(tab, carrier, true)
  const url = pageFor(pin, forwardUrl)
  if (forwardUrl) {
    await tab.evaluate((to) => location.assign(to), url)
    await tab.waitFor('button', 'Allow')
  } else {
    await tab.evaluate(putButton, url, carrier)
    await tab.click('button', `Plex for ${carrier}`)
  }
  return pin
}

/** A browser lets a page open a window in a click alone. */
function putButton(url: string, name: string): void {
  const button = document.createElement('button')
  button.textContent = `Plex for ${name}`
  button.onclick = () => {
    window.open(url, name, 'width=600,height=700')
    button.remove()
  }
  document.body.prepend(button)
}

/** The token in the answer to the site that asks for its PIN; null where Plex has none for it yet. */
export function tokenOf(tab: Tab, { id, carrier }: OutsidePin): Promise<string | null> {
  return tab.evaluate(look, id, `outside-${carrier}`)
}

async function makePin(carrier: string, isStrong: boolean): Promise<{ id: number; code: string }> {
  const who = {
    'X-Plex-Client-Identifier': `outside-${carrier}`,
    'X-Plex-Product': `${carrier} app`,
    'X-Plex-Device-Name': `${carrier} browser`,
  }
  const strong = String(isStrong)
  const url = 'https://plex.tv/api/v2/pins'
  const headers = { Accept: 'application/json' }
  const ways: Record<string, () => Promise<Response>> = {
    header: () =>
      fetch(`${url}?strong=${strong}`, { method: 'POST', headers: { ...headers, ...who } }),
    query: () =>
      fetch(`${url}?${new URLSearchParams({ ...who, strong })}`, { method: 'POST', headers }),
    form: () =>
      fetch(url, { method: 'POST', headers, body: new URLSearchParams({ ...who, strong }) }),
  }
  return (await ways[carrier]?.())?.json()
}

async function look(id: number, identifier: string): Promise<string | null> {
  const answer = await fetch(
    `https://plex.tv/api/v2/pins/${id}?X-Plex-Client-Identifier=${identifier}`,
    { headers: { Accept: 'application/json' } },
  )
  return answer.ok ? (await answer.json()).authToken : null
}
