import { describe, expect, test } from 'vitest'
import { connectPage } from './page-client.ts'
import { letIn } from './sharing.ts'
import { BROWSERS, type Stage, setStage } from './stage.ts'

const ASK = { scopes: ['token'] }

/** The companion app in a pop-up window, which has no toolbar to open our popup from. */
async function openPopupWindow(stage: Stage) {
  const { browser, site, tab } = stage
  await letIn(stage)
  const address = `${site.url}/?window`
  await tab.evaluate(
    (url) => void window.open(url, 'companion', 'popup,width=640,height=480'),
    address,
  )
  const popupWindow = await browser.waitForTab((url) => url === address)
  await popupWindow.waitForText('One click signs you in')
  return popupWindow
}

describe.each(BROWSERS)('an approval where the toolbar popup can’t open, in %s', (kind) => {
  test('has a window of its own: to close it is a no, at once; it goes when it is decided', async () => {
    const stage = await setStage(kind)
    const page = await connectPage(await openPopupWindow(stage))
    const refused = page.failure('access.request', ASK)
    const closed = await stage.browser.waitForExtensionPage('approval.html')
    await closed.waitFor('button', 'Deny')
    await closed.close()
    expect(await refused).toMatchObject({ code: 4001, data: { reason: 'denied' } })

    const asked = page.call('access.request', ASK)
    const approval = await stage.browser.waitForExtensionPage('approval.html')
    await approval.waitFor('heading', `Allow ${stage.site.url}?`)
    await approval.click('button', 'Allow')
    expect(await asked).toMatchObject({ scopes: ['token'] })
    await approval.waitForClose()
  })
})
