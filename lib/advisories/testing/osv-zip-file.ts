import { once } from 'node:events'
import fs from 'node:fs'
import { crc32 } from 'node:zlib'
import { deflateSync } from 'fflate'

/**
 * Writes a zip of JSON records as publishers make them, of any number: the directory is in zip64 form, since 16 bits
 * count to 65,535 only. In memory that holds the directory and nothing else.
 */
export async function writeOsvZip(
  file: string,
  records: Iterable<{ id: string } & Record<string, unknown>>,
): Promise<void> {
  const out = fs.createWriteStream(file)
  const directory: Buffer[] = []
  let [offset, count] = [0, 0]
  const write = async (bytes: Buffer) => {
    offset += bytes.length
    if (!out.write(bytes)) await once(out, 'drain')
  }
  for (const record of records) {
    const content = Buffer.from(JSON.stringify(record))
    // Not zlib's: each call holds memory that is given back much later, and here are hundreds of thousands.
    const body = Buffer.from(deflateSync(content, { level: 1 }))
    const name = Buffer.from(`${record.id}.json`)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(body.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, place, name]))
    count += 1
    await write(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, name, body]))
  }
  const [start, entries] = [offset, Buffer.concat(directory)]
  await write(entries)
  out.end(endOfDirectory(count, entries.length, start))
  await once(out, 'close')
}

function endOfDirectory(count: number, size: number, start: number): Buffer {
  const end64 = Buffer.alloc(56)
  end64.write('PK\x06\x06', 'latin1')
  end64.writeBigUInt64LE(44n, 4)
  end64.writeUInt16LE(45, 12)
  end64.writeUInt16LE(45, 14)
  for (const [at, value] of [
    [24, count],
    [32, count],
    [40, size],
    [48, start],
  ] as const) {
    end64.writeBigUInt64LE(BigInt(value), at)
  }
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(start + size), 8)
  locator.writeUInt32LE(1, 16)
  const end = Buffer.alloc(22, 0xff)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt32LE(0, 4)
  end.writeUInt16LE(0, 20)
  return Buffer.concat([end64, locator, end])
}
