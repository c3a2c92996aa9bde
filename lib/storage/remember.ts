/** Remembers what is fetched, but for failures: those are asked for again. */
export function remember<T>(
  memory: Map<string, Promise<unknown>>,
  name: string,
  fetch: () => Promise<T>,
): Promise<T> {
  const known = memory.get(name)
  if (known) return known as Promise<T>
  const fetched = fetch()
  memory.set(name, fetched)
  fetched.catch(() => {
    if (memory.get(name) === fetched) memory.delete(name)
  })
  return fetched
}
