type AnyFunction = (...args: never[]) => unknown

/**
 * An expression that calls a function in another world (a page, a service worker, Firefox's own
 * window), where nothing of this file exists: the function and its helpers travel as source.
 */
export function script(
  main: AnyFunction,
  args: readonly unknown[],
  helpers: AnyFunction[] = [],
): string {
  const values = args.map((value) => JSON.stringify(value) ?? 'undefined')
  const sources = helpers.map(sourceOf).join('\n')
  return `(() => { ${sources}\nreturn (${sourceOf(main)})(${values.join(', ')}) })()`
}

/** Vitest writes each use of an import as `__vite_ssr_import_0__.name`; there it is `name` again. */
export function sourceOf(fn: AnyFunction): string {
  return String(fn).replace(/\b__vite_ssr_import_\d+__\./g, '')
}
