export const now = () => Date.now()

export function after(delay: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delay)
  return () => clearTimeout(timer)
}

export function pause(delay: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delay))
}
