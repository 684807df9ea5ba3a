import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { WorkFolders } from './work-folder.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-work-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const work = new WorkFolders(home)
const ref = { id: 'job_1', attempt: 1 }
const oversize = 512 * 1024 * 1024 + 1

test.each<[string, (folder: string) => void]>([
  ['a\\\\b" is no plain name', (folder) => fs.writeFileSync(path.join(folder, 'a\\b'), '')],
  ['b" is no plain name', (folder) => fs.writeFileSync(path.join(folder, 'a\nb'), '')],
  ['large has more than 512 MiB', (folder) => fs.truncateSync(touched(folder, 'large'), oversize)],
  ['link is neither a file nor a folder', (folder) => fs.symlinkSync('/etc/passwd', path.join(folder, 'link'))],
])('output that the portal would refuse fails its run and not the spool: %s', async (why, write) => {
  write(work.make(ref))
  await expect(work.list(ref)).rejects.toThrow(why)
})

test('plain files in folders are listed', async () => {
  const folder = work.make(ref)
  fs.mkdirSync(path.join(folder, 'a'))
  touched(folder, 'a/ü b.txt')
  expect(await work.list(ref)).toMatchObject([{ path: 'a/ü b.txt', size: 0 }])
})

function touched(folder: string, name: string): string {
  const file = path.join(folder, name)
  fs.writeFileSync(file, '')
  return file
}
