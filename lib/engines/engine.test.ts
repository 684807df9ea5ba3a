import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobPath } from '#lib/artifacts/blobs.ts'
import { readImage } from '#lib/artifacts/oci/image.ts'
import { temporaryHome } from '#lib/artifacts/testing/temp-home.ts'
import { openEngine } from './api-engine.ts'
import type { ContainerRequest } from './engine.ts'
import { engineSupport } from './engine-support.ts'
import { findEngine } from './find-engine.ts'
import { ownPodmanSocket, stopPodmanService } from './podman-service.ts'
import { busyboxImage, noBusybox } from './testing/busybox-image.ts'
import { missingEngine, startTestEngine, type TestEngine } from './testing/test-engine.ts'

const home = temporaryHome()
const signal = new AbortController().signal
const kinds = (['docker', 'podman'] as const).map((kind) => ({ kind, missing: missingEngine(kind) ?? noBusybox }))

describe.each(kinds)('the engine $kind', ({ kind, missing }) => {
  if (missing) return test.skip(missing)
  let started: TestEngine
  beforeAll(async () => {
    started = await startTestEngine(kind)
  })
  afterAll(() => started.stop())

  const request = (image: string, command: string[], more: Partial<ContainerRequest> = {}): ContainerRequest => ({
    name: `t-${Math.random().toString(36).slice(2)}`,
    image,
    command,
    env: { GREETING: 'hello' },
    labels: { 'barecount.instance': 'ins_1', 'barecount.home': 'h' },
    mounts: [],
    memoryMib: 64,
    vcpuMilli: 500,
    pids: 50,
    ...more,
  })

  test('it is found by the setting, and reported with its version', async () => {
    const found = await findEngine()
    expect(found).toMatchObject({ kind, rootless: false, version: expect.stringMatching(/^\d+\./) })
    expect(await engineSupport()).toMatchObject({
      available: true,
      detail: expect.stringMatching(new RegExp(kind, 'i')),
    })
  })

  test('an image of the store is loaded as exactly that image, once', async () => {
    const { digest } = await busyboxImage({ Cmd: ['/bin/sh'], User: 'app' })
    const id = await started.engine.load(digest)
    expect(id).toBe((await readImage(digest)).manifest.config.digest)
    expect(await started.engine.load(digest)).toBe(id)
  })

  test('an image with a damaged layer is not taken', async () => {
    const { digest } = await busyboxImage({ Cmd: ['/bin/true'], Labels: { damaged: 'yes' } }, [
      { type: 'file', path: 'only-here', mode: 0o644, content: Buffer.from('x'.repeat(2000)) },
    ])
    const layer = (await readImage(digest)).manifest.layers[0]?.digest ?? ''
    const file = blobPath(layer)
    fs.writeFileSync(file, fs.readFileSync(file, 'latin1').replace('xxxx', 'yxxx'), 'latin1')
    await expect(started.engine.load(digest)).rejects.toThrow()
  })

  test('a container runs with its limits in force, shut in, and leaves nothing', async () => {
    const { engine } = started
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-m-'))
    fs.chmodSync(folder, 0o755)
    fs.writeFileSync(path.join(folder, 'given'), 'from the host')
    const image = await engine.load((await busyboxImage({ Cmd: ['/bin/sh'], User: 'app' })).digest)
    const script = [
      'id -u; echo $GREETING; cat /given/given; echo',
      'cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max',
      'cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max',
      'ls /sys/class/net; echo x > /x || echo read-only; echo x > /tmp/x && echo scratch',
      'exit 3',
    ].join('\n')
    const mounts = [{ source: folder, target: '/given', readOnly: true }]
    const id = await engine.create(request(image, ['/bin/sh', '-c', `(${script}) 2>/dev/null`], { mounts }))
    expect(await engine.inspect(id)).toMatchObject({
      state: 'created',
      limits: { memoryMib: 64, vcpuMilli: 500, pids: 50 },
      noNewPrivileges: true,
      readOnly: true,
      network: 'none',
    })
    await engine.start(id)
    const said = (await text(await engine.logs(id, { signal }))).trim().split('\n')
    await engine.wait(id)
    expect(said).toEqual(['1000', 'hello', 'from the host', `${64 * 1024 * 1024}`, '50', 'lo', 'read-only', 'scratch'])
    expect(await engine.inspect(id)).toMatchObject({ state: 'exited', exitCode: 3, outOfMemory: false })
    expect(await engine.list('barecount.instance', 'ins_1')).toMatchObject([{ id }])
    await engine.remove(id)
    await engine.remove(id)
    expect(await engine.inspect(id)).toBeUndefined()
    expect(await engine.list('barecount.home', 'h')).toEqual([])
    fs.rmSync(folder, { recursive: true })
  })

  test('one that takes more memory than it may is ended, and Docker says why', async () => {
    const { engine } = started
    const image = await engine.load((await busyboxImage({ Cmd: ['/bin/sh'] })).digest)
    const id = await engine.create(request(image, ['/bin/dd', 'if=/dev/zero', 'of=/tmp/x', 'bs=1M', 'count=200']))
    await engine.start(id)
    await engine.wait(id)
    expect(await engine.inspect(id)).toMatchObject({
      state: 'exited',
      exitCode: 137,
      // Podman only knows it where control groups are version 2.
      outOfMemory: kind === 'docker' ? true : expect.any(Boolean),
    })
    await engine.remove(id)
  })

  test('stopping gives it time to end by itself', async () => {
    const { engine } = started
    const image = await engine.load((await busyboxImage({ Cmd: ['/bin/sh'] })).digest)
    const id = await engine.create(
      request(image, ['/bin/sh', '-c', "trap 'echo bye; exit 0' TERM; echo up; while true; do sleep 0.05; done"]),
    )
    await engine.start(id)
    const log = await engine.logs(id, { signal })
    const said = text(log)
    await expect.poll(async () => (await engine.inspect(id))?.state).toBe('running')
    await engine.stop(id, 10)
    expect(await said).toBe('up\nbye\n')
    await engine.stop(id, 10)
    await engine.kill(id)
    await engine.remove(id)
  })

  test('it builds from a Dockerfile, saves what it built, and says in its own words what it cannot', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-b-'))
    fs.copyFileSync('/bin/busybox', path.join(folder, 'busybox'))
    fs.writeFileSync(
      path.join(folder, 'Dockerfile'),
      'FROM scratch\nCOPY busybox /bin/sh\nRUN ["/bin/sh","-c","echo made"]\n',
    )
    const lines: string[] = []
    const build = {
      folder,
      dockerfile: 'Dockerfile',
      tag: 'barecount.local/build:1',
      log: (line: string) => void lines.push(line),
    }
    await started.engine.build(build)
    expect(lines).toContain('made')
    const archive = await buffer(await started.engine.save(build.tag))
    expect(archive.includes('manifest.json')).toBe(true)
    await started.engine.removeImage(build.tag)
    await started.engine.removeImage(build.tag)
    fs.appendFileSync(path.join(folder, 'Dockerfile'), 'RUN ["/bin/sh","-c","exit 7"]\n')
    await expect(started.engine.build(build)).rejects.toMatchObject({
      code: 'build_failed',
      message: expect.stringMatching(/code: 7|status 7/),
    })
    fs.rmSync(folder, { recursive: true })
  })
})

const noPodman = missingEngine('podman')
test.skipIf(noPodman)(
  `a Podman of our own is started anew when it was killed${noPodman ? ` (${noPodman})` : ''}`,
  async () => {
    const first = await ownPodmanSocket()
    const engine = await openEngine(first ?? '')
    expect(await engine?.answers()).toBe('yes')
    stopPodmanService('SIGKILL')
    await expect.poll(() => engine?.answers()).toBe('no')
    const again = await openEngine((await ownPodmanSocket()) ?? '')
    expect(await again?.answers()).toBe('yes')
    stopPodmanService()
  },
)

test('nothing answers where there is no engine', async () => {
  expect(await openEngine(path.join(home, 'nobody'))).toBeUndefined()
  fs.writeFileSync(path.join(home, 'file'), '')
  expect(await openEngine(path.join(home, 'file'))).toBeUndefined()
})
