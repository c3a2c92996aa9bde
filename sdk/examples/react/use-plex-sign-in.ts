import { connect, FoyerError } from 'foyer-page'
import { type SignedIn, type SignInStep, signIn } from 'foyer-page/sign-in'
import { useEffect, useRef, useState } from 'react'

/** Plex sign-in for a component: what there is to show, and what its buttons do. */
export function usePlexSignIn(product: string) {
  const [signedIn, setSignedIn] = useState<SignedIn | null>(null)
  const [step, setStep] = useState<SignInStep | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const running = useRef<AbortController | null>(null)

  useEffect(() => {
    // So that it is known at the click whether Plex's window is needed.
    void connect()
    return () => running.current?.abort()
  }, [])

  async function start() {
    const control = new AbortController()
    running.current = control
    setProblem(null)
    try {
      const { signal } = control
      setSignedIn(await signIn({ product, scopes: ['account', 'token'], signal, onStep: setStep }))
    } catch (error) {
      if (error instanceof FoyerError && error.reason !== 'denied') setProblem(error.message)
    } finally {
      setStep(null)
    }
  }

  return { signedIn, step, problem, start, cancel: () => running.current?.abort() }
}
