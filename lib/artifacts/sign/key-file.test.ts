import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const keyFile = fileURLToPath(new URL('key-file.ts', import.meta.url))
let home: string

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keys-'))
})
afterEach(() => fs.rmSync(home, { recursive: true }))

type Answer = { keyId?: string; code?: string; message?: string }

/** What a process of its own gets when it asks for the signer in `home`. */
function signerInOwnProcess(type = 'p256'): Promise<Answer> {
  const script = `
    import { openKeyFile } from ${JSON.stringify(keyFile)}
    import { keyIdOf } from ${JSON.stringify(keyFile.replace('key-file', 'signer'))}
    import { createPublicKey } from 'node:crypto'
    try { console.log(JSON.stringify({ keyId: keyIdOf(createPublicKey(openKeyFile('signing', '${type}'))) })) }
    catch (error) { console.log(JSON.stringify({ code: error.code, message: error.message })) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, BARECOUNT_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.on('error', reject)
    child.on('close', () => resolve(JSON.parse(text)))
  })
}

test('processes that race for the first use get one key', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => signerInOwnProcess()))
  expect(new Set(answers.map((answer) => answer.keyId)).size).toBe(1)
  expect(answers[0]?.keyId).toMatch(/^[0-9a-f]{64}$/)
  expect(fs.readdirSync(path.join(home, 'keys'))).toEqual(['signing.pem'])
  expect(fs.statSync(path.join(home, 'keys', 'signing.pem')).mode & 0o777).toBe(0o600)
  expect(fs.statSync(path.join(home, 'keys')).mode & 0o777).toBe(0o700)
})

test('a key that others may read is refused, with what to do', async () => {
  await signerInOwnProcess()
  fs.chmodSync(path.join(home, 'keys', 'signing.pem'), 0o640)
  expect(await signerInOwnProcess()).toMatchObject({ code: 'unavailable', message: expect.stringContaining('640') })
})

test('a folder that others may enter is refused', async () => {
  fs.mkdirSync(path.join(home, 'keys'), { mode: 0o755 })
  expect(await signerInOwnProcess()).toMatchObject({ code: 'unavailable', message: expect.stringContaining('755') })
})

test('a link in place of the key is refused', async () => {
  fs.mkdirSync(path.join(home, 'keys'), { mode: 0o700 })
  fs.writeFileSync(path.join(home, 'elsewhere.pem'), '', { mode: 0o600 })
  fs.symlinkSync(path.join(home, 'elsewhere.pem'), path.join(home, 'keys', 'signing.pem'))
  expect(await signerInOwnProcess()).toMatchObject({ message: expect.stringContaining('plain file') })
})

test('a key of the wrong type is refused', async () => {
  await signerInOwnProcess('ed25519')
  expect(await signerInOwnProcess('p256')).toMatchObject({ message: expect.stringContaining('not of type p256') })
})
