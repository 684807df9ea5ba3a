import fs from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { temporaryHome } from '../testing/temp-home.ts'
import { readImage, writeImage } from './image.ts'
import { mediaTypes } from './schema.ts'
import { walkImage } from './walk-image.ts'
import { type LayerEntry, writeLayer } from './write-layer.ts'

const home = temporaryHome()
const file = (name: string, content: string): LayerEntry => ({
  type: 'file',
  path: name,
  mode: 0o644,
  content: Buffer.from(content),
})

async function image(entries: LayerEntry[]) {
  const { digest, size } = await writeLayer(entries)
  const layer = { descriptor: { mediaType: mediaTypes.layer, digest, size }, diffId: digest, createdBy: 'test' }
  return writeImage([layer], { Cmd: ['/app'] })
}

test('the same entries in any order give the same image', async () => {
  const long = `${'folder/'.repeat(30)}ünïcode.txt`
  const entries = [
    file('b', '2'),
    file('a', '1'),
    file(long, 'x'),
    { type: 'directory', path: 'd', mode: 0o755 } as const,
  ]
  const first = await image(entries)
  const second = await image([...entries].reverse())
  expect(second).toEqual(first)
})

test('a file on disk and the same bytes in memory give the same layer', async () => {
  const name = path.join(home, 'large')
  fs.writeFileSync(name, 'x'.repeat(300_000))
  const fromDisk = await writeLayer([{ type: 'file', path: 'f', mode: 0o755, content: { file: name, size: 300_000 } }])
  const inMemory = await writeLayer([{ type: 'file', path: 'f', mode: 0o755, content: fs.readFileSync(name) }])
  expect(fromDisk).toEqual(inMemory)
})

test('what was written is what is walked through', async () => {
  const { digest } = await image([
    file('etc/hostname', 'here'),
    { type: 'symlink', path: 'etc/name', target: 'hostname' },
  ])
  const seen: Record<string, string> = {}
  await walkImage(digest, async (found) => {
    seen[found.path] = found.type === 'file' ? await text(found.content) : `${found.type} ${found.target}`
  })
  expect(seen).toEqual({ 'etc/hostname': 'here', 'etc/name': 'symlink hostname' })
  expect((await readImage(digest)).config).toMatchObject({ os: 'linux', config: { Cmd: ['/app'] } })
})

test('a file that is not there leaves no half layer', async () => {
  const entry: LayerEntry = { type: 'file', path: 'f', mode: 0o644, content: { file: '/not/there', size: 3 } }
  await expect(writeLayer([entry])).rejects.toThrow(/ENOENT/)
})
