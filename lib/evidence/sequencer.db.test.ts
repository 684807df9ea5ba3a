import { spawn } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { appendEvidence } from './append-evidence.ts'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { logKey } from './log-key.ts'
import { latestCheckpoint, overTree } from './log-store.ts'
import { inclusionProof, leafHash, rootHash, verifyInclusion } from './merkle.ts'
import { rememberHead } from './seen-head.ts'
import { integratePending } from './sequencer.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** Commits `count` events, one transaction each; returns their ids in order. */
async function write(tenant: TestTenant, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    ids.push(
      await transaction((tx) =>
        appendEvidence(tx, {
          kind: 'secret.written',
          actor: tenant.engineer,
          result: 'succeeded',
          path: `p/${n}`,
          version: 1,
        }),
      ),
    )
  }
  return ids
}

async function drain(limit = 500): Promise<void> {
  while (await integratePending({ limit })) {}
}

const leavesOf = (tenantId: string) =>
  unsafeDb.evidenceLeaf.findMany({ where: { tenantId }, orderBy: { index: 'asc' } })

/** Every event has one leaf, the leaves have no gap, and the newest checkpoint is of exactly these leaves. */
async function expectWholeLog(tenantId: string): Promise<void> {
  const [leaves, events] = await Promise.all([leavesOf(tenantId), unsafeDb.evidence.findMany({ where: { tenantId } })])
  expect(leaves.map((leaf) => leaf.evidenceId).sort()).toEqual(events.map((event) => event.id).sort())
  expect(leaves.map((leaf) => Number(leaf.index))).toEqual(leaves.map((_, index) => index))
  const stored = await latestCheckpoint(unsafeDb as never, tenantId)
  const head = openCheckpoint(tenantId, stored?.note ?? '', createPublicKey(logKey()))
  expect(head.size).toBe(leaves.length)
  expect(await overTree(tenantId, (read) => rootHash(read, head.size))).toEqual(head.root)
  for (const leaf of leaves) {
    const index = Number(leaf.index)
    const proof = await overTree(tenantId, (read) => inclusionProof(read, index, head.size))
    expect(verifyInclusion(leafHash(leaf.body), index, head.size, proof, head.root)).toBe(true)
  }
  expect(await unsafeDb.evidencePending.count({ where: { tenantId } })).toBe(0)
}

test('events become leaves in the order they were written, batch after batch', async () => {
  const tenant = await makeTenant()
  const ids = await write(tenant, 20)
  await drain(7)
  ids.push(...(await write(tenant, 1)))
  await drain()
  expect((await leavesOf(tenant.id)).map((leaf) => leaf.evidenceId)).toEqual(ids)
  await expectWholeLog(tenant.id)
  expect(await unsafeDb.evidenceCheckpoint.count({ where: { tenantId: tenant.id } })).toBe(4)
})

test('tenants have logs of their own', async () => {
  const tenants = [await makeTenant(), await makeTenant()]
  for (const tenant of tenants) await write(tenant, 3)
  await drain()
  for (const tenant of tenants) await expectWholeLog(tenant.id)
})

test('several sequencers at once neither lose nor double', async () => {
  const tenant = await makeTenant()
  const writing = Promise.all([write(tenant, 150), write(tenant, 150)])
  let written = false
  void writing.then(() => {
    written = true
  })
  const sequence = async () => {
    while (!written) await integratePending({ limit: 20 })
  }
  await Promise.all([writing, sequence(), sequence(), sequence()])
  await drain()
  await expectWholeLog(tenant.id)
})

test('a sequencer killed at any moment loses nothing and doubles nothing', async () => {
  const tenant = await makeTenant()
  const child = `
    import { integratePending } from ${JSON.stringify(new URL('./sequencer.ts', import.meta.url).href)}
    for (;;) if (await integratePending({ limit: 5 })) process.stdout.write('.')`
  for (const afterBatches of [5, 3, 2, 1]) {
    await write(tenant, 80)
    const sequencer = spawn(process.execPath, ['--input-type=module', '-e', child], {
      env: process.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for (let seen = 0; seen < afterBatches; ) {
      const [dots] = (await once(sequencer.stdout, 'data')) as [Buffer]
      seen += dots.length
    }
    sequencer.kill('SIGKILL') // in the midst of one of the batches that follow
    await once(sequencer, 'exit')
  }
  expect(await unsafeDb.evidencePending.count({ where: { tenantId: tenant.id } })).toBeGreaterThan(0)
  await drain()
  await expectWholeLog(tenant.id)
})

/** What a database administrator could do: with the triggers out of the way. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
  await owner.connect()
  await owner.query(`set session_replication_role = replica`)
  await owner.query(sql, values)
  await owner.end()
}

async function loggedTenant(): Promise<TestTenant> {
  const tenant = await makeTenant()
  await write(tenant, 3)
  await drain()
  await write(tenant, 2)
  await drain()
  await write(tenant, 1)
  undo.push(() => tamper('delete from "EvidencePending" where "tenantId" = $1', [tenant.id]))
  return tenant
}

test('a log whose tiles were edited is not signed any further', async () => {
  const tenant = await loggedTenant()
  await tamper(`update "EvidenceTile" set hashes = overlay(hashes placing '\\x00' from 1) where "tenantId" = $1`, [
    tenant.id,
  ])
  await expect(integratePending()).rejects.toThrow('its tiles do not have its root')
})

test('a log put back to an earlier state is not signed into a second history', async () => {
  const tenant = await loggedTenant()
  await tamper(`delete from "EvidenceCheckpoint" where "tenantId" = $1 and size = 5`, [tenant.id])
  await tamper(`delete from "EvidenceLeaf" where "tenantId" = $1 and index >= 3`, [tenant.id])
  await expect(integratePending()).rejects.toThrow('it has 3 entries, and had 5 before')
  expect((await leavesOf(tenant.id)).length).toBe(3)
})

test('a checkpoint that another key signed is not continued', async () => {
  const tenant = await loggedTenant()
  await tamper(`update "EvidenceCheckpoint" set note = replace(note, 'a', 'b') where "tenantId" = $1`, [tenant.id])
  await expect(integratePending()).rejects.toThrow('not signed by')
})

test('a history other than the one signed here is not continued', async () => {
  const tenant = await loggedTenant()
  rememberHead(tenant.id, signCheckpoint(tenant.id, { size: 2, root: Buffer.alloc(32) }, logKey()))
  await expect(integratePending()).rejects.toThrow('its past is not what was signed')
})
