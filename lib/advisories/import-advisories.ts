import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction, unsafeTx } from '../db/client.ts'
import { digestOfFile } from '../digest-of-file.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { asPlatform } from '../tenancy/platform-tenant.ts'
import { isCompleteFor } from './coverage.ts'
import { onAdvisoriesImported } from './on-advisories-imported.ts'
import type { ImportResult } from './schema.ts'
import { settleSource } from './settle-source.ts'
import { writeArchive } from './write-archive.ts'

export type AdvisoryImport = {
  /** Name of the source; a further import under it adds to it. */
  source: string
  /** Path of a zip of OSV records. */
  file: string
  /** Ecosystems of which the file has every advisory there is. */
  completeFor?: readonly string[]
  /** Told now and then how many records were read. */
  onProgress?(read: number): void
}

/** Half a million records take minutes, in one transaction: a crash leaves the data that was there. */
const TIMEOUT_MS = 60 * 60_000

/**
 * Adds a zip of OSV records to a source. A record newer than what is held replaces it; withdrawn ones are kept and match
 * nothing; malformed ones are counted and the first named. The same file again changes nothing. Readers see the old
 * data until all of the new is there.
 * Throws `hostile_archive`, or `invalid_input` when it is no zip, holds no OSV record, or none of an ecosystem that it
 * is said to be complete for.
 */
export async function importAdvisories(actor: Actor, asked: AdvisoryImport): Promise<ImportResult> {
  authorise(actor, 'advisory:import')
  const digest = await digestOfFile(asked.file)
  const completeFor = [...new Set(asked.completeFor ?? [])].sort()
  const by = await asPlatform(actor)
  const run = async (tx: Tx): Promise<ImportResult> => {
    const source = await claimSource(tx, actor, asked.source)
    const { id: sourceId } = source
    const named = { sourceId, source: source.name, digest }
    if (source.digest === digest && String(source.completeFor) === String(completeFor)) {
      return { ...named, ...nothingDone, records: source.records }
    }
    const { newestCve, ...written } = await writeArchive(unsafeTx(tx), source, asked.file, asked.onProgress)
    if (!written.read) throw noRecords(written)
    const totals = await settleSource(tx, sourceId)
    refuseFalseClaim(completeFor, totals.ecosystems)
    const now = { digest, completeFor, newestCve, importedAt: new Date(), importedById: actor.userId }
    await tx.advisorySource.update({ where: { id: sourceId }, data: now })
    const { changed, malformed } = written
    const { records, ecosystems } = totals
    const newestModified = totals.newestModified?.toISOString()
    const facts = { ...named, changed, malformed, records, newestModified, ecosystems, completeFor }
    await appendEvidence(tx, { kind: 'advisories.imported', actor: by, result: 'succeeded', ...facts })
    await onAdvisoriesImported(tx)
    return { ...named, repeated: false, ...written, records }
  }
  return transaction(run, { timeoutMs: TIMEOUT_MS })
}

const nothingDone = { repeated: true, read: 0, changed: 0, withdrawn: 0, malformed: 0, faults: [] }

/** The source's row, made when it is new, and locked: two imports into it go one after the other. */
async function claimSource(tx: Tx, actor: Actor, name: string) {
  const fresh = { id: newId('advisorySource'), name, digest: '', records: 0, packages: 0, importedAt: new Date() }
  await tx.advisorySource.createMany({ data: { ...fresh, importedById: actor.userId }, skipDuplicates: true })
  await unsafeTx(tx).$queryRaw`select id from "AdvisorySource" where name = ${name} for update`
  const source = await tx.advisorySource.findUniqueOrThrow({ where: { name } })
  if (source.importedById !== null) return source
  throw new BareCountError('invalid_state', `${name} comes with the product; nothing can be imported into it.`, {
    remedy: 'Choose another name for the source.',
  })
}

function noRecords({ malformed, faults }: Pick<ImportResult, 'malformed' | 'faults'>): BareCountError {
  const why = malformed ? `: none of ${malformed} JSON files is one` : ''
  return new BareCountError('invalid_input', `The archive holds no OSV record${why}.`, {
    faults: faults.map(({ entry, reason }) => ({ path: entry, message: reason })),
    remedy: 'Import a zip of OSV records as osv.dev publishes them, e.g. npm/all.zip.',
  })
}

/** Complete means that a package without an advisory has none; that must not be said of what is not even there. */
function refuseFalseClaim(completeFor: readonly string[], ecosystems: readonly string[]): void {
  const absent = completeFor.filter(
    (claimed) => !ecosystems.some((ecosystem) => isCompleteFor({ ecosystems, completeFor: [claimed] }, ecosystem)),
  )
  if (!absent.length) return
  throw new BareCountError('invalid_input', `The file has no advisory for ${absent.join(', ')}.`, {
    faults: absent.map((name) => ({ path: 'completeFor', message: `${name} is in none of its records.` })),
    remedy: `Spell the ecosystem as the records do: ${ecosystems.slice(0, 20).join(', ')}.`,
  })
}
