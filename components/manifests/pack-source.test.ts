import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { packSource } from './pack-source.ts'

/** A file as the browser hands it over: from a folder with its path in it, alone with an empty one. */
function browserFile(name: string, content: string | Uint8Array<ArrayBuffer>, webkitRelativePath = ''): File {
  return Object.defineProperty(new File([content], name), 'webkitRelativePath', { value: webkitRelativePath })
}

const fileIn = (path: string, text: string) => browserFile(path.split('/').at(-1) ?? path, text, path)

test('a folder becomes a zip of what is in it, without its own name and without .git', async () => {
  const files = [fileIn('src/index.mjs', 'x'), fileIn('src/lib/a.mjs', 'y'), fileIn('src/.git/HEAD', 'z')]
  const packed = await packSource(files)
  expect(packed).toMatchObject({ filename: 'src.zip', contentType: 'application/zip' })
  expect(Object.keys(unzipSync(packed.bytes))).toEqual(['index.mjs', 'lib/a.mjs'])
  expect((await packSource(files)).bytes).toEqual(packed.bytes)
})

test('a zip and a git bundle go as they are', async () => {
  const zip = await packSource([browserFile('a.zip', new Uint8Array([80, 75]))])
  expect(zip).toMatchObject({ filename: 'a.zip', bytes: new Uint8Array([80, 75]), contentType: 'application/zip' })
  expect((await packSource([browserFile('a.bundle', '#')])).contentType).toBe('application/octet-stream')
})

test('what cannot be a source is refused in a sentence', async () => {
  await expect(packSource([])).rejects.toThrow('There is no file in it.')
  await expect(packSource([fileIn('src/.git/HEAD', 'z')])).rejects.toThrow('There is no file in it.')
  await expect(packSource([browserFile('a.tar', 'x')])).rejects.toThrow(/neither a \.zip nor a git \.bundle/)
})

test('packages beside a lockfile stay behind, since the build installs them; vendored ones go along', async () => {
  const vendored = [fileIn('src/index.mjs', 'x'), fileIn('src/node_modules/a/index.js', 'y')]
  expect(Object.keys(unzipSync((await packSource(vendored)).bytes))).toHaveLength(2)
  const locked = await packSource([...vendored, fileIn('src/package-lock.json', '{}')])
  expect(Object.keys(unzipSync(locked.bytes)).sort()).toEqual(['index.mjs', 'package-lock.json'])
})
