import type { Browser as Puppet } from 'puppeteer-core'

/** The end of a browser: closed by a test or by a person, but not for a restart. */
export function createEnd() {
  let tell = () => {}
  let isRestarting = false
  const reached = new Promise<void>((done) => {
    tell = done
  })
  return {
    reached,
    watch(puppet: Puppet): Puppet {
      isRestarting = false
      puppet.once('disconnected', () => {
        if (!isRestarting) tell()
      })
      return puppet
    },
    expectRestart(): void {
      isRestarting = true
    },
  }
}
