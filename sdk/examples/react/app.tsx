import { usePlexSignIn } from './use-plex-sign-in.ts'

export function App() {
  const { signedIn, step, problem, start, cancel } = usePlexSignIn('React example')
  if (signedIn) {
    return (
      <p role="status">
        Hello, {signedIn.user?.title ?? 'you'}, by {signedIn.via}.
      </p>
    )
  }
  return (
    <main>
      <button type="button" onClick={start} disabled={step !== null}>
        Sign in with Plex
      </button>
      {step?.via === 'foyer' && <p role="status">Foyer asks you.</p>}
      {step?.via === 'plex' && (
        <p role="status">
          {step.isBlocked ? 'Your browser blocked the window.' : 'Plex asks you.'}{' '}
          <a href={step.url} target="_blank" rel="noopener noreferrer">
            Open Plex
          </a>
        </p>
      )}
      {step && (
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      )}
      {problem && <p role="alert">{problem}</p>}
    </main>
  )
}
