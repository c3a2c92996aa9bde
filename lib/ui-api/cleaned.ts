// What has no look of its own: controls, marks of direction, zero-width characters, fillers, line
// ends of every kind, and what no font has. Variation selectors only choose how the letter before looks.
const HIDDEN =
  /(?:(?!\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800])+/u

// Several emoji drawn as one. https://unicode.org/reports/tr51/#Emoji_ZWJ_Sequences
const JOINER =
  /(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)(\u200D)(?=\p{Extended_Pictographic})/u

const JOINED_OR_HIDDEN = new RegExp(`${JOINER.source}|${HIDDEN.source}`, 'gu')

/** Marks over one letter; more than any language has would be drawn over other lines. */
const TOO_MANY_MARKS = /(\p{M}{4})\p{M}+/gu

/** A site's own words on one line, without what could pass for ours or hide other text. */
export function cleaned(text: string): string {
  return text
    .replace(JOINED_OR_HIDDEN, (_, joiner?: string) => joiner ?? ' ')
    .replace(TOO_MANY_MARKS, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A name that fits into a line or two: what somebody writes must not push away what we say of it. */
const MOST_LETTERS = 80

/** A name that somebody else chose, cleaned and not too long. */
export function cleanedName(text: string): string {
  const letters = [...cleaned(text)]
  return letters.length > MOST_LETTERS
    ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…`
    : letters.join('')
}
