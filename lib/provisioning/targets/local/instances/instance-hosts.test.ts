import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryHome } from '#lib/artifacts/testing/temp-home.ts'
import { busyboxImage, noBusybox } from '#lib/engines/testing/busybox-image.ts'
import { missingEngine, startTestEngine, type TestEngine } from '#lib/engines/testing/test-engine.ts'
import { env } from '#lib/env.ts'
import type { PulledSpec } from '../../../target.ts'
import { startOf, treeOf } from '../sandbox/process-tree.ts'
import { openContainerHost } from './container-host.ts'
import { hostHost } from './host-host.ts'
import { noHosts } from './host-support.ts'
import { instanceFolder, makeInstanceFolder } from './instance-folder.ts'
import type { InstanceHost } from './instance-host.ts'
import { containerSpec, dedicatedSpec } from './testing/pulled-specs.ts'
import { smallGoldenImage } from './testing/small-golden-image.ts'
import { openWaysOut, type WaysOut } from './ways-out.ts'

temporaryHome()
const agent = path.join(import.meta.dirname, 'testing', 'probe-agent.mjs')
const portal = http.createServer((request, response) => response.end(`portal ${request.url}`))
await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve))
env.BARECOUNT_URL = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`
afterAll(() => portal.close())

let count = 0
/** Starts an instance as the worker does, and collects what it says. */
async function start<S extends PulledSpec>(host: InstanceHost<S>, spec: S) {
  count++
  const id = `ins_${String(count).padStart(26, '0')}`
  const lines: string[] = []
  const ways: WaysOut = await openWaysOut(makeInstanceFolder(id), spec, (line) => void lines.push(line))
  const following = new AbortController()
  const order = { id, spec, enrolment: 'bce_once' }
  const started = await host
    .start(order, (line) => void lines.push(line))
    .catch(async (error) => {
      await ways.close()
      await host.remove(id)
      throw error
    })
  const followed = host.follow(id, started.handle, (line) => void lines.push(line), { signal: following.signal })
  const said = async () => {
    await expect.poll(() => lines.length, { timeout: 20_000 }).toBeGreaterThan(0)
    return JSON.parse(lines[0] ?? '') as Record<string, unknown>
  }
  const clear = async () => {
    await host.end(id)
    following.abort()
    await followed
    await ways.close()
    await host.remove(id)
    expect(fs.existsSync(instanceFolder(id).root)).toBe(false)
    expect(await host.look(id, started.handle, spec)).toEqual({ state: 'gone' })
  }
  return { id, lines, said, clear, ...started }
}

const inside = {
  portal: 'portal /hello',
  token: 'bce_once',
  greeting: 'hello',
  loosening: 'none',
  processes: true,
  interfaces: 1,
}
const walls = {
  network: { state: 'in_force' },
  no_new_privileges: { state: 'in_force' },
  memory_limit: { state: 'in_force' },
}

const noContainers = missingEngine('docker') ?? noBusybox
describe.skipIf(noContainers)(`containers${noContainers ? ` (${noContainers})` : ''}`, () => {
  let engine: TestEngine
  const host = openContainerHost(async () => agent)
  beforeAll(async () => {
    engine = await startTestEngine()
  })
  afterAll(() => engine.stop())

  test('the agent runs in an image that brings no node, shut in, and reaches the portal alone', async () => {
    const { digest } = await busyboxImage({ Entrypoint: ['/app'], Cmd: ['serve'], User: 'app' })
    const one = await start(host, containerSpec(digest))
    expect(await one.said()).toMatchObject({
      ...inside,
      uid: 1000,
      capabilities: '0000000000000000',
      noNewPrivileges: '1',
      command: '["/app","serve"]',
      writes: ['ENOENT', 'EROFS', 'ENOENT', 'did', 'did'],
    })
    expect(one.isolation).toMatchObject({ ...walls, separate_account: { state: 'in_force' } })
    await host.stop(one.id, one.handle, 10)
    expect(one.lines.at(-1)).toBe('told to end')
    expect(await host.look(one.id, one.handle, containerSpec(digest))).toMatchObject({ state: 'ended' })
    await one.clear()
  })

  test('one from nothing but an agent’s own node can be started too', async () => {
    const { digest } = await busyboxImage({ Entrypoint: ['/.barecount/bin/node', '/app.mjs'] })
    const one = await start(host, containerSpec(digest))
    const command = ['/.barecount/lib/ld.so', '--library-path', '/.barecount/lib', '/.barecount/node', '/app.mjs']
    expect(await one.said()).toMatchObject({
      command: JSON.stringify(command),
      uid: 0,
      capabilities: '0000000000000000',
    })
    expect(one.isolation.separate_account).toMatchObject({ state: 'absent' })
    await one.clear()
  })

  test('what took too much memory says so', async () => {
    const { digest } = await busyboxImage({ Entrypoint: ['/app'] })
    const spec = containerSpec(digest, { env: { TAKES_MEMORY: '1' } })
    const one = await start(host, spec)
    await expect
      .poll(() => host.look(one.id, one.handle, spec), { timeout: 20_000 })
      .toEqual({ state: 'ended', reason: 'It took more than its 256 MiB of memory.' })
    await one.clear()
  })

  test('an image that starts nothing is refused and leaves nothing', async () => {
    const { digest } = await busyboxImage({})
    await expect(start(host, containerSpec(digest))).rejects.toThrow(/neither ENTRYPOINT nor CMD/)
  })

  test('a sweep removes what nobody knows and nothing else', async () => {
    const { digest } = await busyboxImage({ Entrypoint: ['/app'] })
    const [kept, left] = [await start(host, containerSpec(digest)), await start(host, containerSpec(digest))]
    expect(await host.sweep(new Set([kept.id]))).toBe(1)
    expect(await host.look(kept.id, kept.handle, containerSpec(digest))).toEqual({ state: 'running' })
    expect(await host.look(left.id, left.handle, containerSpec(digest))).toEqual({ state: 'gone' })
    await Promise.all([kept.clear(), left.clear()])
  })
})

const withoutHosts = (await noHosts()) ?? noBusybox
describe.skipIf(withoutHosts)(`hosts${withoutHosts ? ` (${withoutHosts})` : ''}`, () => {
  const root = process.getuid?.() === 0
  let digest: string
  beforeAll(async () => {
    digest = await smallGoldenImage(fs.readFileSync(agent, 'utf8'), [{ type: 'directory', path: 'usr', mode: 0o755 }])
  })

  test('a golden image becomes a host of its own: immutable but for what is its own, and without any right', async () => {
    const spec = dedicatedSpec(digest)
    const one = await start(hostHost, spec)
    const seen = await one.said()
    expect(seen).toMatchObject({
      ...inside,
      capabilities: '0000000000000000',
      noNewPrivileges: '1',
      command: '["/opt/runner/run"]',
      writes: ['EROFS', 'did', 'did', 'did', 'did'],
    })
    expect(seen.uid).not.toBe(0)
    expect(one.isolation).toMatchObject({
      ...walls,
      file_system: { state: 'in_force' },
      process_tree: { state: 'in_force' },
      separate_account: { state: root ? 'in_force' : 'absent' },
    })
    await hostHost.stop(one.id, one.handle, 10)
    expect(await hostHost.look(one.id, one.handle, spec)).toMatchObject({ state: 'ended' })
    await expect.poll(() => one.lines.at(-1)).toBe('told to end')
    await one.clear()
  })

  test('two hosts of one image share nothing that either changed', async () => {
    const spec = dedicatedSpec(digest)
    const [one, other] = [await start(hostHost, spec), await start(hostHost, spec)]
    expect([(await one.said()).uid === (await other.said()).uid, root]).toEqual([!root, root])
    fs.writeFileSync(path.join(instanceFolder(one.id).root, 'own', 'etc', 'changed'), '')
    expect(fs.existsSync(path.join(instanceFolder(other.id).root, 'own', 'etc', 'changed'))).toBe(false)
    await Promise.all([one.clear(), other.clear()])
  })

  test('one that takes too much memory is ended', async () => {
    const spec = dedicatedSpec(digest, { env: { TAKES_MEMORY: '1' } })
    const one = await start(hostHost, spec)
    await expect
      .poll(() => hostHost.look(one.id, one.handle, spec), { timeout: 20_000 })
      .toEqual({ state: 'ended', reason: 'It took more than its 256 MiB of memory.' })
    await one.clear()
  })

  test('what is left when only its outer process was killed ends with it', async () => {
    const spec = dedicatedSpec(digest)
    const one = await start(hostHost, spec)
    await one.said()
    const pid = Number(one.handle.split(' ')[0])
    const inner = treeOf(pid).at(-1) as number
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => hostHost.look(one.id, one.handle, spec)).toMatchObject({ state: 'ended' })
    await one.clear()
    await expect.poll(() => startOf(inner)).toBeUndefined()
  })

  test('a sweep ends and removes what nobody knows', async () => {
    const spec = dedicatedSpec(digest)
    const [kept, left] = [await start(hostHost, spec), await start(hostHost, spec)]
    await left.said()
    expect(await hostHost.sweep(new Set([kept.id]))).toBe(1)
    expect(await hostHost.look(kept.id, kept.handle, spec)).toEqual({ state: 'running' })
    expect(await hostHost.look(left.id, left.handle, spec)).toEqual({ state: 'gone' })
    await Promise.all([kept.clear(), left.clear()])
  })
})
