import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { env } from '../env.ts'

let application: pg.Client
let owner: pg.Client

/** The owner's address, which the test set-up leaves in the environment and the product never has. */
const ownerUrl = process.env.TEST_OWNER_URL

beforeAll(async () => {
  application = new pg.Client({ connectionString: env.DATABASE_URL })
  owner = new pg.Client({ connectionString: ownerUrl })
  await Promise.all([application.connect(), owner.connect()])
  await owner.query(`
    insert into "Evidence" ("tenantId", id, kind, at, "actorId", "actorLabel", result, sentence, payload)
      values ('t', 'e', 'k', now(), 'a', 'a', 'info', 's', '\\x00');
    insert into "EvidenceLeaf" values ('t', 0, 'e', 'k', '\\x00', '\\x00');
    insert into "EvidenceCheckpoint" values ('t', 1, '\\x00', 'note');
    insert into "EvidenceTile" values ('t', 0, 0, decode(repeat('ab', 32), 'hex'));
  `)
})

afterAll(() => Promise.all([application.end(), owner.end()]))

describe.each(['Evidence', 'EvidenceLeaf', 'EvidenceCheckpoint'])('%s', (table) => {
  test.each([
    ['update', `update "${table}" set "tenantId" = 'x'`],
    ['delete', `delete from "${table}"`],
    ['truncate', `truncate "${table}"`],
  ])('refuses %s from the application and from the owner', async (_verb, sql) => {
    await expect(application.query(sql)).rejects.toMatchObject({ code: '42501', message: /permission denied/ })
    await expect(owner.query(sql)).rejects.toMatchObject({ code: '42501', message: /is append-only/ })
  })
})

describe.each(['ManifestVersion', 'PolicyDecision', 'Attestation', 'Scan', 'Finding'])('%s', (table) => {
  test('never changes', async () => {
    await expect(application.query(`update "${table}" set "tenantId" = 'x'`)).rejects.toMatchObject({ code: '42501' })
    await expect(owner.query(`delete from "${table}"`)).rejects.toThrow('is append-only')
  })
})

describe('EvidenceTile', () => {
  const grow = (hex: string) => application.query(`update "EvidenceTile" set hashes = decode('${hex}', 'hex')`)

  test('grows', async () => {
    await expect(grow('ab'.repeat(32) + 'cd'.repeat(32))).resolves.toMatchObject({ rowCount: 1 })
  })

  test.each([
    ['shrink', 'ab'.repeat(32)],
    ['change a hash', 'ff'.repeat(64)],
    ['hold a broken hash', 'ab'.repeat(32) + 'cd'.repeat(40)],
  ])('does not %s', async (_what, hex) => {
    await expect(grow(hex)).rejects.toThrow(/only grow|check constraint/)
  })

  test('does not move or go away', async () => {
    await expect(application.query('update "EvidenceTile" set index = 5')).rejects.toThrow('only grow')
    await expect(application.query('delete from "EvidenceTile"')).rejects.toThrow('permission denied')
    await expect(owner.query('delete from "EvidenceTile"')).rejects.toThrow('is append-only')
    await expect(owner.query('truncate "EvidenceTile"')).rejects.toThrow('is append-only')
  })
})
