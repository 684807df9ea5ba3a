import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { beforeAll, expect, test } from 'vitest'
import { transaction } from '#lib/db/client.ts'
import { makeTenant } from '#lib/db/testing/world.ts'
import { homePath } from '#lib/env.ts'
import { appendEvidence } from '#lib/evidence/append-evidence.ts'
import { evidencePublicKeys } from '#lib/evidence/evidence-keys.ts'
import { exportPack } from '#lib/evidence/pack/export-pack.ts'
import { registerKeys } from '#lib/evidence/register-keys.ts'
import { integratePending } from '#lib/evidence/sequencer.ts'

const pack = homePath('pack.zip')
const key = homePath('log.vkey')
// Without a network where the system lets us take it away; without a portal and a database in any case.
const offline = spawnSync('unshare', ['-n', 'true']).status === 0 ? ['unshare', '-n'] : []
const elsewhere = { PATH: process.env.PATH ?? '', HOME: homePath('nobody'), NODE_ENV: 'test' } as const

beforeAll(async () => {
  await registerKeys()
  const tenant = await makeTenant()
  await transaction((tx) =>
    appendEvidence(tx, { kind: 'tenant.created', actor: tenant.admin, result: 'info', name: 'T', slug: tenant.slug }),
  )
  while (await integratePending()) {}
  await pipeline((await exportPack(tenant.auditor)).stream, fs.createWriteStream(pack))
  fs.writeFileSync(key, (await evidencePublicKeys(tenant.auditor)).logVerifierKey)
})

function verify(...args: string[]) {
  const main = path.resolve('cli/main.ts')
  const [command, ...rest] = [...offline, process.execPath, main, 'evidence', 'verify', ...args]
  return spawnSync(command as string, rest, { encoding: 'utf8', env: elsewhere })
}

test('a pack verifies without network, portal or database', () => {
  expect(verify(pack, '--key', key)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Proven: The log was signed with the key you gave.'),
  })
})

test('JSON says the same', () => {
  expect(JSON.parse(verify(pack, '--json').stdout)).toMatchObject({ ok: true, checks: expect.any(Array) })
})

test('a pack with one byte changed fails with 1, what is no pack with 2', () => {
  const bytes = fs.readFileSync(pack)
  const at = bytes.indexOf('keys/log.vkey') + 40
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  fs.writeFileSync(homePath('changed.zip'), bytes)
  expect(verify(homePath('changed.zip')).status).toBe(1)
  fs.writeFileSync(homePath('none.zip'), 'none')
  expect(verify(homePath('none.zip'))).toMatchObject({ status: 2, stderr: expect.stringContaining('as a zip') })
  expect(verify(homePath('missing.zip')).status).toBe(2)
  expect(verify(pack, '--key', homePath('missing.pem')).status).toBe(2)
})
