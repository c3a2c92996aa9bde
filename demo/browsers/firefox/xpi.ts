import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { crc32 } from 'node:zlib'

/**
 * Packs a folder into an .xpi: a ZIP archive whose files are stored as they are. Firefox installs
 * nothing but an archive for good, and only what is installed for good outlives a restart.
 */
export function packXpi(folder: string): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const path of filesOf(folder)) {
    const data = readFileSync(path)
    const name = Buffer.from(relative(folder, path).split(sep).join('/'))
    const header = Buffer.alloc(26)
    header.writeUInt16LE(20, 0) // version needed
    header.writeUInt32LE(crc32(data), 10)
    header.writeUInt32LE(data.length, 14)
    header.writeUInt32LE(data.length, 18)
    header.writeUInt16LE(name.length, 22)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\x03\x04'), header, name, data)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), header, entry, name)
    offset += 4 + header.length + name.length + data.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length / 4, 8)
  end.writeUInt16LE(directory.length / 4, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, index, end])
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
