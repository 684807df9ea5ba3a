import { systemActor } from '../auth/actor.ts'
import { type Tx, transaction, unsafeDb, unsafeTx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { platformTenant } from '../tenancy/platform-tenant.ts'
import { newerCve } from './cve-number.ts'
import { onAdvisoriesImported } from './on-advisories-imported.ts'
import { toRecord } from './read-osv.ts'
import { type BundledAdvisories, retireAdvisories } from './retire-advisories.ts'
import { settleSource } from './settle-source.ts'
import { writeRecords } from './write-records.ts'

/** What the source that comes with the product is called. */
const BUNDLED_SOURCE = 'retire.js'

/**
 * Puts the advisories that come with the product into the database, in place of those of another edition. Does nothing
 * when they are there; safe to call from several processes.
 */
export async function seedAdvisories(bundled: BundledAdvisories = retireAdvisories()): Promise<void> {
  const where = { name: BUNDLED_SOURCE }
  if ((await unsafeDb.advisorySource.findUnique({ where }))?.digest === bundled.digest) return
  const { version, digest, records } = bundled
  const advisories = records.map(toRecord)
  const ids = advisories.flatMap(({ id, aliases }) => [id, ...aliases])
  const newestCve = ids.reduce<string | null>(newerCve, null)
  await transaction(async (tx) => {
    const source = await claim(tx)
    if (source.digest === digest) return
    await unsafeTx(tx).advisory.deleteMany({ where: { sourceId: source.id } })
    const changed = await writeRecords(unsafeTx(tx), source.id, advisories)
    const totals = await settleSource(tx, source.id)
    const now = { version, digest, newestCve, importedAt: new Date() }
    await tx.advisorySource.update({ where: { id: source.id }, data: now })
    await writeDown(tx, { sourceId: source.id, digest, changed, ...totals })
    await onAdvisoriesImported(tx)
  })
}

/** The source's row, locked until the end. */
async function claim(tx: Tx) {
  const fresh = { id: newId('advisorySource'), name: BUNDLED_SOURCE, digest: '', records: 0, packages: 0 }
  await tx.advisorySource.createMany({ data: { ...fresh, importedAt: new Date() }, skipDuplicates: true })
  await unsafeTx(tx).$queryRaw`select id from "AdvisorySource" where name = ${BUNDLED_SOURCE} for update`
  return tx.advisorySource.findUniqueOrThrow({ where: { name: BUNDLED_SOURCE } })
}

type Seeded = { sourceId: string; digest: string; changed: number } & Awaited<ReturnType<typeof settleSource>>

/** Nothing is written down where there is no platform yet to write it down with. */
async function writeDown(tx: Tx, { sourceId, digest, changed, records, ecosystems, newestModified }: Seeded) {
  const platform = await platformTenant()
  if (!platform) return
  const facts = { sourceId, source: BUNDLED_SOURCE, digest, changed, malformed: 0, records, ecosystems }
  await appendEvidence(tx, {
    kind: 'advisories.imported',
    actor: systemActor(platform, 'worker'),
    result: 'succeeded',
    ...facts,
    completeFor: [],
    newestModified: newestModified?.toISOString(),
  })
}
