import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a zip whose every field a test may set to something a decent tool would never write. */
export type RawEntry = {
  name: string | Buffer
  content?: string | Buffer
  /** Unix mode with type bits; 0o100644 when left out. */
  mode?: number
  stored?: boolean
  /** What the directory claims instead of the truth. */
  claims?: { unpackedBytes?: number; crc?: number; flags?: number; offset?: number }
}

/** The bytes of a zip, honest or not. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = '', mode = 0o100644, stored = false, claims = {} } of entries) {
    const bytes = Buffer.from(content)
    const body = stored ? bytes : deflateRawSync(bytes)
    const nameBytes = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(claims.flags ?? 0x0800, 2)
    shared.writeUInt16LE(stored ? 0 : 8, 4)
    shared.writeUInt16LE(0x21, 8)
    shared.writeUInt32LE(claims.crc ?? crc32(bytes), 10)
    shared.writeUInt32LE(body.length, 14)
    shared.writeUInt32LE(claims.unpackedBytes ?? bytes.length, 18)
    shared.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, nameBytes, body])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(mode * 0x10000, 6)
    rest.writeUInt32LE(claims.offset ?? offset, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), shared, rest, nameBytes)
    bodies.push(local)
    offset += local.length
  }
  const records = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(records.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, records, end])
}
