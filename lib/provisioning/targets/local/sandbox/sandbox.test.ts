import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { writeFunction } from '../testing/function-fixture.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-sandbox-'))
fs.chmodSync(home, 0o755)
process.env.BARECOUNT_HOME = home
process.env.LOG_LEVEL = 'silent'
const { chooseConfinement, observe } = await import('./choose-confinement.ts')
const { confinements } = await import('./confinement.ts')
const { prepareSandbox, startSandbox } = await import('./sandbox.ts')
const { reapSandboxes } = await import('./reap-sandboxes.ts')
const { startOf } = await import('./process-tree.ts')
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const { confinement, walls } = await chooseConfinement()
const ownRoot = walls.file_system.state === 'in_force'

test('the last way of shutting in works everywhere and claims nothing it has not', async () => {
  const plain = confinements().at(-1)
  const walls = plain && (await observe(plain))
  expect(walls).toMatchObject({ separate_account: { state: 'absent' }, network: { state: 'absent' } })
  expect(walls?.clean_environment.state).toBe('in_force')
})

test.runIf(process.getuid?.() === 0 && ownRoot)('as root with bwrap every wall stands, and was seen to stand', () => {
  expect(Object.values(walls).map((wall) => wall.state)).toEqual(Array(6).fill('in_force'))
})

/** Runs `source` in a sandbox as a function would be, and gives what it printed. */
async function inSandbox(source: string, flags: string[] = []): Promise<string> {
  const code = writeFunction({ 'index.mjs': source })
  const prepared = await prepareSandbox(code)
  const command = [prepared.inside.node, ...flags, `${prepared.inside.code}/index.mjs`]
  const sandbox = startSandbox(prepared, { code, command, env: { GREETING: 'hello' } })
  const printed = text(sandbox.stdout)
  await sandbox.exited
  await sandbox.end()
  expect(fs.existsSync(sandbox.folders.root)).toBe(false)
  return (await printed).trim()
}

test('a process has only the environment it was given', async () => {
  expect(await inSandbox('console.log(process.env.GREETING, process.env.BARECOUNT_HOME)')).toBe('hello undefined')
})

test.runIf(ownRoot)('code, keys and other sandboxes are out of reach even without the permission model', async () => {
  fs.mkdirSync(path.join(home, 'keys'), { recursive: true })
  fs.writeFileSync(path.join(home, 'keys', 'signing.pem'), 'private', { mode: 0o644 })
  const tried = await inSandbox(`import fs from 'node:fs'
    const tried = (work) => { try { work(); return 'did' } catch (error) { return error.code } }
    console.log([
      tried(() => fs.readFileSync('${home}/keys/signing.pem')),
      tried(() => fs.writeFileSync(import.meta.dirname + '/index.mjs', '')),
      tried(() => fs.writeFileSync('/usr/bin/x', '')),
      tried(() => fs.readFileSync('/etc/shadow')),
      tried(() => fs.writeFileSync('/tmp/own', '')),
    ].join(' '))`)
  expect(tried).toBe('ENOENT EROFS EROFS ENOENT did')
})

test.runIf(confinement.choosesAccount)('ending a sandbox ends what detached itself in it', async () => {
  const code = writeFunction({ bootstrap: '#!/bin/sh\nsetsid sleep 300 &\necho started\nsleep 300\n' })
  const prepared = await prepareSandbox(code)
  const sandbox = startSandbox(prepared, {
    code,
    command: [`${prepared.inside.code}/bootstrap`],
    env: { PATH: '/usr/bin:/bin' },
  })
  await once(sandbox.stdout, 'data')
  const owned = () =>
    fs.readdirSync('/proc').filter((pid) => {
      const stat = /^\d+$/.test(pid) && fs.statSync(`/proc/${pid}`, { throwIfNoEntry: false })
      // A zombie has ended; some hosts' init never looks at it.
      return stat && stat.uid === prepared.uid && startOf(Number(pid)) !== undefined
    }).length
  expect(owned()).toBeGreaterThanOrEqual(2)
  await sandbox.end()
  await expect.poll(owned).toBe(0)
})

test('what a killed worker left is ended and removed by the next', async () => {
  const code = writeFunction({ 'index.mjs': 'console.log("up"); setInterval(() => {}, 1000)' })
  const module = path.join(import.meta.dirname, 'sandbox.ts')
  const worker = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { prepareSandbox, startSandbox } = await import(${JSON.stringify(module)})
       const prepared = await prepareSandbox(${JSON.stringify(code)})
       const command = [prepared.inside.node, prepared.inside.code + '/index.mjs']
       const sandbox = startSandbox(prepared, { code: ${JSON.stringify(code)}, command, env: {} })
       sandbox.stdout.once('data', () => console.log(sandbox.folders.root))`,
    ],
    { env: { ...process.env, BARECOUNT_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = await once(worker.stdout, 'data')
  const folder = String(line).trim()
  const { sandbox } = JSON.parse(fs.readFileSync(path.join(folder, 'owner.json'), 'utf8'))
  expect(startOf(sandbox.pid)).toBe(sandbox.start)
  expect(reapSandboxes()).toBe(0) // its worker lives
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  expect(reapSandboxes()).toBe(1)
  expect(fs.existsSync(folder)).toBe(false)
  await expect.poll(() => startOf(sandbox.pid)).not.toBe(sandbox.start)
})
