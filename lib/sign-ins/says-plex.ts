/** Letters and digits that pass for those of "plex", in other scripts and among digits. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  р: 'p',
  ρ: 'p',
  ɋ: 'p',
  ᴘ: 'p',
  '1': 'l',
  '|': 'l',
  '!': 'l',
  i: 'l',
  ı: 'l',
  і: 'l',
  ӏ: 'l',
  ι: 'l',
  ǀ: 'l',
  ʟ: 'l',
  '3': 'e',
  е: 'e',
  ε: 'e',
  ҽ: 'e',
  ᴇ: 'e',
  х: 'x',
  χ: 'x',
  '×': 'x',
}

/**
 * Whether a name speaks of Plex, also in letters that only look like it. Anybody can choose such a
 * name, and a person may take it for Plex itself.
 */
export function saysPlex(name: string): boolean {
  // Marks fall off, and each letter becomes the plain one that it is a form of.
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const folded = [...plain].map((letter) => LOOK_ALIKES[letter] ?? letter).join('')
  return folded.replace(/[^\p{L}\p{N}]/gu, '').includes('plex')
}
