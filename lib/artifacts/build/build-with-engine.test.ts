import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf } from '../../digest.ts'
import { findProgram } from '../../engines/find-program.ts'
import { noBusybox } from '../../engines/testing/busybox-image.ts'
import { missingEngine, startTestEngine, type TestEngine } from '../../engines/testing/test-engine.ts'
import { readBlob } from '../blobs.ts'
import { readImage } from '../oci/image.ts'
import { walkImage } from '../oci/walk-image.ts'
import { ENGINE_IMAGE_BUILD_TYPE } from '../sign/provenance.ts'
import { temporaryHome, writeFiles } from '../testing/temp-home.ts'
import { buildImage } from './build-image.ts'
import { noImageSources } from './image-sources.ts'

const home = temporaryHome()
const kinds = (['docker', 'podman'] as const).map((kind) => ({ kind, missing: missingEngine(kind) ?? noBusybox }))
let made = 0

describe.each(kinds)('RUN, built by $kind', ({ kind, missing }) => {
  if (missing) return test.skip(missing)
  let started: TestEngine
  beforeAll(async () => {
    started = await startTestEngine(kind)
  })
  afterAll(() => started.stop())

  async function build(dockerfile: string, files: Record<string, string> = {}) {
    const folder = writeFiles(path.join(home, `engine-context-${made++}`), { Dockerfile: dockerfile, ...files })
    fs.copyFileSync(findProgram('busybox') as string, path.join(folder, 'busybox'))
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    const built = await buildImage({
      folder,
      work: home,
      sources: noImageSources,
      findEngine: async () => started.engine,
      log,
    })
    return { ...built, lines }
  }
  const withShell = 'FROM scratch\nCOPY busybox /bin/sh\n'

  test('what the engine made is in the store as the very image, and gone from the engine', async () => {
    const { digest, buildType, engine, lines } = await build(
      `${withShell}COPY . /src/\nRUN echo made > /made\nENV A=1\nCMD ["/bin/sh"]\n`,
      { 'app.txt': 'app', 'secret.txt': 'no', '.dockerignore': 'secret.txt\n' },
    )
    expect([buildType, engine]).toEqual([ENGINE_IMAGE_BUILD_TYPE, expect.stringMatching(new RegExp(`^${kind} \\d`))])
    const { manifest, config } = await readImage(digest)
    expect(digestOf(await readBlob(manifest.config.digest))).toBe(manifest.config.digest)
    expect(config.config?.Env).toContain('A=1')
    const files: string[] = []
    await walkImage(digest, async (file) => void files.push(file.path))
    expect(files).toEqual(expect.arrayContaining(['bin/sh', 'made', 'src/app.txt']))
    expect(files).not.toContain('src/secret.txt')
    expect(lines.join('\n')).toContain(`so ${kind} `)
    expect(await imagesOf(started.socket)).not.toContain('barecount-build')
  })

  test('a step that fails says so in the engine’s words', async () => {
    await expect(build(`${withShell}RUN exit 3\n`)).rejects.toMatchObject({
      code: 'build_failed',
      message: expect.stringMatching(/3/),
    })
  })

  test('an image of a registry is judged before the engine may pull it', async () => {
    await expect(build('FROM debian:12\nRUN true\n')).rejects.toThrow('takes no image from a registry')
  })
})

/** What the engine itself says it has. */
function imagesOf(socketPath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http.get({ socketPath, path: '/v1.40/images/json' }, (response) => resolve(text(response))).on('error', reject)
  })
}
