import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Address, OwnLetters } from '../../lib/ui/address.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { CheckField } from '../../lib/ui/check-field.tsx'
import { ShowMore } from '../../lib/ui/show-more.tsx'
import type { ImportView } from '../../lib/ui-api/protocol.ts'
import { MORE, PAGE } from './settings-look.ts'

interface ImportSitesProps {
  readonly sites: ImportView['sites']
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (origins: ReadonlySet<string>) => void
}

/** The sites of a file, to be allowed or not. */
export function ImportSites({ sites, chosen, onChoose }: ImportSitesProps) {
  const [limit, setLimit] = useState(PAGE)
  const isAll = chosen.size === sites.length

  function choose(origin: string, isChosen: boolean): void {
    const next = new Set(chosen)
    if (isChosen) next.add(origin)
    else next.delete(origin)
    onChoose(next)
  }

  return (
    <fieldset class="bare stack">
      <legend>{i18n.t('transfer.sites', sites.length)}</legend>
      <p class="small soft">{i18n.t('transfer.sites_hint')}</p>
      {sites.slice(0, limit).map(({ origin, account }) => (
        <CheckField
          key={origin}
          label={<Address origin={origin} />}
          hint={
            <>
              <OwnLetters origin={origin} /> {account && i18n.t('transfer.used_with', [account])}
            </>
          }
          isChecked={chosen.has(origin)}
          onChange={(isChosen) => choose(origin, isChosen)}
        />
      ))}
      <ShowMore
        shown={Math.min(limit, sites.length)}
        total={sites.length}
        onMore={() => setLimit(limit + MORE)}
      />
      {sites.length > 1 && (
        <div class="row">
          <Button
            small
            onClick={() => onChoose(new Set(isAll ? [] : sites.map(({ origin }) => origin)))}
          >
            {isAll
              ? i18n.t('transfer.choose_none')
              : i18n.t('transfer.choose_all', [String(sites.length)])}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
