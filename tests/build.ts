import { BUILDS, build, buildSdk } from './run/build.ts'
import type { Outcome } from './run/command.ts'

/** `npm run build`: what pages import and every browser's build, quiet unless one fails. */
let failed = false
for (const name of Object.keys(BUILDS)) tell(`.output/${name}`, await build(name))
tell('sdk/dist', await buildSdk())
process.exitCode = failed ? 1 : 0

function tell(folder: string, { ok, output }: Outcome): void {
  console.log(ok ? folder : `${folder} failed:\n${output}`)
  failed ||= !ok
}
