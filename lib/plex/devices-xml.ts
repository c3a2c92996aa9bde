import { parseXml, XmlElement } from '@rgrove/parse-xml'
import { UnreadableAnswer } from './errors.ts'

/**
 * The members of each `<Device>` in the old list, as texts. docs/PLEX-API.md §5.2
 *
 * @throws UnreadableAnswer where the text is not XML, or not that list
 */
export function readDevicesXml(text: string): readonly unknown[] {
  const root = rootOf(text)
  if (root?.name !== 'MediaContainer') {
    throw new UnreadableAnswer('plex.tv left out something that is needed')
  }
  return root.children.flatMap((child) =>
    child instanceof XmlElement && child.name === 'Device' ? [child.attributes] : [],
  )
}

function rootOf(text: string): XmlElement | null {
  try {
    return parseXml(text, { ignoreUndefinedEntities: true }).root
  } catch {
    // The parser's own error quotes the text, and there are tokens in it.
    throw new UnreadableAnswer('plex.tv sent something other than XML')
  }
}
