import { useState } from 'preact/hooks'
import type { Failure } from '../ui-api/protocol.ts'

/** Runs an action and keeps why it failed until the next one. */
export function useAction(): [Failure | null, (action: Promise<Failure | null>) => Promise<void>] {
  const [failure, setFailure] = useState<Failure | null>(null)
  return [
    failure,
    (action) => {
      setFailure(null)
      return action.then(setFailure)
    },
  ]
}
