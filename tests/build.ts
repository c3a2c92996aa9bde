import { BUILDS, build } from './run/build.ts'

/** `npm run build`: every browser's build, quiet unless one fails. */
let failed = false
for (const name of Object.keys(BUILDS)) {
  const { ok, output } = await build(name)
  console.log(ok ? `.output/${name}` : `.output/${name} failed:\n${output}`)
  failed ||= !ok
}
process.exitCode = failed ? 1 : 0
