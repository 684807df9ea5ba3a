import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { blobPath } from '../blobs.ts'
import { installed } from '../testing/installed.ts'
import { smallImage } from '../testing/small-image.ts'
import { temporaryHome } from '../testing/temp-home.ts'
import { platformHere } from './choose-platform.ts'
import { exportLayout } from './export-layout.ts'
import { importArchive } from './import-archive.ts'

const home = temporaryHome()
const file = (name: string) => path.join(home, name)

test('an image leaves as the same bytes each time, and comes back as the same image', async () => {
  const { digest, layer } = await smallImage('out and in')
  await exportLayout(digest, file('a.tar'), 'v1')
  await exportLayout(digest, file('b.tar'), 'v1')
  expect(fs.readFileSync(file('a.tar')).equals(fs.readFileSync(file('b.tar')))).toBe(true)
  for (const each of [digest, layer]) fs.rmSync(blobPath(each))
  expect(await importArchive(fs.createReadStream(file('a.tar')), { what: 'it', platform: platformHere })).toBe(digest)
})

test('a damaged layer is not given away as a whole image', async () => {
  const { digest, layer } = await smallImage('damaged')
  const bytes = fs.readFileSync(blobPath(layer))
  fs.writeFileSync(blobPath(layer), bytes.fill('x', 0, 10))
  await expect(exportLayout(digest, file('c.tar'))).rejects.toMatchObject({ code: 'unavailable' })
})

test.runIf(installed('skopeo'))(
  'skopeo reads the archive, and podman’s and Docker’s form of it is taken back',
  async () => {
    const { digest } = await smallImage('for skopeo')
    await exportLayout(digest, file('s.tar'), 'v1')
    const inspected = execFileSync('skopeo', ['inspect', `oci-archive:${file('s.tar')}:v1`], { encoding: 'utf8' })
    expect(JSON.parse(inspected)).toMatchObject({ Digest: digest, Os: 'linux' })
    execFileSync('skopeo', [
      'copy',
      '-q',
      `oci-archive:${file('s.tar')}:v1`,
      `docker-archive:${file('d.tar')}:acme/app:v1`,
    ])
    const taken = await importArchive(fs.createReadStream(file('d.tar')), {
      what: 'it',
      platform: platformHere,
      tag: 'v1',
    })
    expect(taken).toBe(digest)
  },
)

test.runIf(installed('umoci'))('umoci unpacks the layout', async () => {
  const { digest } = await smallImage('for umoci')
  await exportLayout(digest, file('u.tar'), 'v1')
  fs.mkdirSync(file('layout'))
  execFileSync('tar', ['xf', file('u.tar'), '-C', file('layout')])
  execFileSync('umoci', ['unpack', '--rootless', '--image', `${file('layout')}:v1`, file('bundle')])
  expect(fs.readFileSync(path.join(file('bundle'), 'rootfs/etc/motd'), 'utf8')).toBe('for umoci')
})
