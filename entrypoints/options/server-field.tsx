import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { SelectField } from '../../lib/ui/select-field.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type { Commands, NewToolView } from '../../lib/ui-api/protocol.ts'

interface ServerFieldProps {
  readonly servers: NewToolView['servers']
  /** A server's id, or empty. */
  readonly value: string
  readonly onChange: (server: Commands['tool.make']['server']) => void
  readonly onRetry: () => unknown
}

/** One of an account's media servers, or none. */
export function ServerField({ servers, value, onChange, onRetry }: ServerFieldProps) {
  const isLoading = servers.state === 'loading'
  const offered = servers.state === 'there' ? servers.value : []
  return (
    <div class="field-group">
      <SelectField
        label={i18n.t('tool.server')}
        value={value}
        options={[
          { value: '', text: i18n.t('tool.no_server') },
          ...offered.map(({ clientIdentifier, name }) => ({ value: clientIdentifier, text: name })),
        ]}
        onChange={(id) => {
          const server = offered.find(({ clientIdentifier }) => clientIdentifier === id)
          onChange(server ? { id, name: server.name } : null)
        }}
      />
      {servers.state === 'failed' ? (
        <div class="row wrap">
          <p role="alert" class="small grow">
            {troubleText(servers.trouble)}
          </p>
          <Button small onClick={onRetry}>
            {i18n.t('tool.try_again')}
          </Button>
        </div>
      ) : (
        <p role="status" class="small soft">
          {i18n.t(isLoading ? 'tool.servers_loading' : 'tool.server_hint')}
        </p>
      )}
    </div>
  )
}
