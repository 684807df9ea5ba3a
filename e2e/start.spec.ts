import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from './fixtures.ts'

const port = Number(process.env.E2E_PORT) + 5000
const address = `http://127.0.0.1:${port}`

function start(home: string, ...args: string[]): ChildProcess & { said(): string } {
  const child = spawn(process.execPath, ['scripts/start.ts', '--port', String(port), '--home', home, ...args], {
    env: { ...process.env, DATABASE_URL: undefined, NODE_ENV: 'production' },
  })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  child.stderr.on('data', (text) => {
    said += text
  })
  return Object.assign(child, { said: () => said })
}

const ready = () =>
  fetch(`${address}/readyz`).then(
    async (response) => response.ok,
    () => false,
  )

const listens = (where: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(where, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

test('a killed parent blocks nothing, a second start takes over, and Ctrl-C stops everything', async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-start-'))
  fs.chmodSync(home, 0o755)
  const first = start(home, '--no-seed')
  await expect.poll(ready, { timeout: 90_000 }).toBe(true)

  // Another one on the same home says so and leaves.
  const other = start(home, '--no-seed')
  const [code] = await once(other, 'exit')
  expect({ code, said: other.said() }).toMatchObject({ code: 1, said: expect.stringContaining('already runs') })

  first.kill('SIGKILL')
  await expect.poll(() => listens(port)).toBe(false)

  const second = start(home, '--no-seed')
  await expect.poll(ready, { timeout: 60_000 }).toBe(true)
  await expect.poll(() => second.said()).toContain('root@barecount.test')
  expect(second.said()).not.toContain('ada@acme.test')
  const { port: databasePort } = JSON.parse(fs.readFileSync(path.join(home, 'database', 'secret.json'), 'utf8'))
  second.kill('SIGINT')
  const [ended] = await once(second, 'exit')
  expect(ended).toBe(0)
  expect([await listens(port), await listens(databasePort)]).toEqual([false, false])
  fs.rmSync(home, { recursive: true, force: true })
})

test('wrong options are named, and nothing starts', async () => {
  const child = start(path.join(os.tmpdir(), 'never-made'), '--port', 'eighty')
  const [code] = await once(child, 'exit')
  expect({ code, said: child.said() }).toMatchObject({
    code: 2,
    said: expect.stringContaining('--port takes a number'),
  })
  const odd = start(path.join(os.tmpdir(), 'never-made'), '--colour')
  expect((await once(odd, 'exit'))[0]).toBe(2)
})
