import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ArchiveLimits, archiveLimits } from './archive-limits.ts'
import { type ArchiveEntry, refuseHostile } from './refuse-hostile.ts'

const MIB = 1024 * 1024

/** Entries laid one after the other, as a well-made archive has them. */
function archive(...parts: (Partial<ArchiveEntry> & { name: string })[]): ArchiveEntry[] {
  let offset = 0
  return parts.map((part) => {
    const entry = { mode: 0o100644, packedBytes: 10, unpackedBytes: 20, encrypted: false, offset, ...part }
    offset = entry.offset + 30 + Buffer.byteLength(entry.name) + entry.packedBytes
    return entry
  })
}
const refusal = (entries: ArchiveEntry[], limits: ArchiveLimits = archiveLimits) => {
  try {
    refuseHostile(entries, limits)
    return undefined
  } catch (error) {
    return error as { code: string; message: string; faults: { path: string }[] }
  }
}

test('files and folders in folders are taken', () => {
  const entries = archive(
    { name: 'src/', mode: 0o040755, unpackedBytes: 0 },
    { name: 'src/index.mjs' },
    { name: 'src/naïve/文.txt', mode: 0 },
    { name: 'bootstrap', mode: 0o100755 },
    { name: '..hidden..' },
  )
  expect(refusal(entries)).toBeUndefined()
})

const hostileEntries: [string, Partial<ArchiveEntry> & { name: string }, RegExp][] = [
  ['slip', { name: '../evil' }, /leaves the folder/],
  ['slip inside', { name: 'a/../../evil' }, /leaves the folder/],
  ['slip at the end', { name: 'a/..' }, /leaves the folder/],
  ['absolute', { name: '/etc/passwd' }, /absolute/],
  ['drive', { name: 'C:/windows' }, /absolute/],
  ['backslash', { name: 'a\\..\\b' }, /backslash/],
  ['NUL', { name: 'a\u0000b' }, /control/],
  ['newline', { name: 'a\nb' }, /control/],
  ['empty name', { name: '' }, /empty/],
  ['dot part', { name: './a' }, /"\." part/],
  ['double slash', { name: 'a//b' }, /empty or/],
  ['long name', { name: 'a'.repeat(513) }, /longer than 512/],
  ['symbolic link', { name: 'l', mode: 0o120777 }, /symbolic link/],
  ['character device', { name: 'd', mode: 0o020666 }, /character device/],
  ['block device', { name: 'd', mode: 0o060666 }, /block device/],
  ['pipe', { name: 'p', mode: 0o010666 }, /named pipe/],
  ['socket', { name: 's', mode: 0o140666 }, /socket/],
  ['folder by mode, file by name', { name: 'f', mode: 0o040755 }, /name does not have/],
  ['set-user-id', { name: 'su', mode: 0o104755 }, /set-user-id/],
  ['set-group-id', { name: 'sg', mode: 0o102755 }, /set-user-id, set-group-id/],
  ['encrypted', { name: 'e', encrypted: true }, /encrypted/],
  ['one huge file', { name: 'h', packedBytes: 100 * MIB, unpackedBytes: 129 * MIB }, /more than 128 MiB/],
  ['bomb by ratio', { name: 'b', packedBytes: 5000, unpackedBytes: 5 * MIB }, /200 times/],
  ['folder with content', { name: 'f/', mode: 0o040755, unpackedBytes: 1 }, /folder with content/],
]
test.each(hostileEntries)('%s is refused, and the entry is named', (_what, entry, reason) => {
  const error = refusal(archive({ name: 'good' }, entry, { name: 'other' }))
  expect(error).toMatchObject({ code: 'hostile_archive', faults: [{ path: entry.name }] })
  expect(error?.message).toMatch(reason)
  expect(error?.message).toContain(JSON.stringify(entry.name))
})

const collisions: [string, string, RegExp][] = [
  ['a.txt', 'a.txt', /there twice/],
  ['README', 'readme', /same as "README"/],
  ['caf\u00e9', 'cafe\u0301', /same as/],
  ['Src/a', 'src/b', /same as "Src"/],
  ['a', 'a/b', /both a file and a folder/],
  ['a/b', 'a', /both a file and a folder/],
]
test.each(collisions)('%j and %j collide', (first, second, reason) => {
  const error = refusal(archive({ name: first }, { name: second }))
  expect(error).toMatchObject({ code: 'hostile_archive', faults: [{ path: second }] })
  expect(error?.message).toMatch(reason)
})

test('a folder may be listed after what is in it, once', () => {
  const folder = { name: 'a/', mode: 0o040755, unpackedBytes: 0 }
  expect(refusal(archive({ name: 'a/b' }, folder))).toBeUndefined()
  expect(refusal(archive({ name: 'a/b' }, folder, folder))?.message).toMatch(/there twice/)
})

test('too many entries, or too much in all, name the entry that was one too many', () => {
  const tight = { ...archiveLimits, entries: 2, totalBytes: 50 }
  expect(refusal(archive({ name: 'a' }, { name: 'b' }, { name: 'c' }), tight)?.faults[0]?.path).toBe('c')
  const heavy = archive({ name: 'a' }, { name: 'b', unpackedBytes: 31 })
  expect(refusal(heavy, tight)?.message).toMatch(/"b".*unpacks to more/)
})

test('entries that share bytes are refused', () => {
  const shared = archive({ name: 'a', packedBytes: 100 }, { name: 'b', offset: 50 })
  expect(refusal(shared)?.message).toMatch(/"b".*overlap/)
})

test('no accepted name, joined to a folder, leaves it', () => {
  const part = fc.constantFrom('..', '.', '', 'a', '\\', 'C:', '/', '~', '\u0000', 'ü')
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.constantFrom('/', ''), (parts, end) => {
      const name = parts.join('/') + end
      if (refusal(archive({ name, mode: 0, unpackedBytes: 0 }))) return
      expect(new URL(encodeURI(name), 'file:///root/').pathname.startsWith('/root/')).toBe(true)
    }),
  )
})
