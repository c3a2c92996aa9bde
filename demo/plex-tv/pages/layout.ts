import { html, raw } from 'hono/html'

export interface Page {
  title: string
  body: ReturnType<typeof html>
  script?: 'auth' | 'link'
}

/** The frame of every page: it says on top of all else that this is a demo. */
export const layout = ({ title, body, script }: Page) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Demo plex.tv</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/demo/assets/style.css">
${script ? raw(`<script type="module" src="/demo/assets/${script}.js"></script>`) : ''}
</head>
<body>
<header><strong>Demo plex.tv</strong><span>Not Plex. Nothing here is real.</span></header>
<main>${body}</main>
</body>
</html>`
