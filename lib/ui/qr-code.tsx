import './qr-code.css'
import { useEffect, useState } from 'preact/hooks'
import type { QrCodeGenerateResult } from 'uqr'

/** A QR picture of a text; black on white in the dark too, since cameras want it so. */
export function QrCode({ text, name }: { readonly text: string; readonly name: string }) {
  const code = useQrCode(text)
  const path = code?.data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  const size = code?.size ?? 1
  return (
    <svg
      role="img"
      aria-label={name}
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <title>{name}</title>
      <rect width={size} height={size} fill="#fff" />
      {path && <path d={path} fill="#000" />}
    </svg>
  )
}

/** Fetched when it is wanted: most popups show no code, and open sooner without it. */
function useQrCode(text: string): QrCodeGenerateResult | null {
  const [code, setCode] = useState<QrCodeGenerateResult | null>(null)
  useEffect(() => {
    void import('uqr').then(({ encode }) => setCode(encode(text, { border: 2 })))
  }, [text])
  return code
}
