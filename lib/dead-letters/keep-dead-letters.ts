import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { RunCause } from '../db/generated/enums.ts'
import { appendEvidences } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import type { EndedRun } from '../runs/on-runs-ended.ts'
import { seal } from '../secrets/envelope.ts'
import { keyEncryptionKey } from '../secrets/key-encryption-key.ts'
import { fingerprintOf } from './fingerprint.ts'

/** Of each input this much is kept for people to look at. */
const SAMPLE_BYTES = 4096

/** Authenticated with a sample: it opens for this dead letter and no other. */
export const samplePlace = (tenantId: string, deadLetterId: string): string => `dead-letter:${tenantId}:${deadLetterId}`

/**
 * Enters runs that failed for good into the failure ledger, in the transaction that ends them: with the error, the
 * start of the input, sealed, and what began them. Smoke tests are their deployment's matter.
 */
export async function keepDeadLetters(tx: Tx, actor: Actor, ended: readonly EndedRun[]): Promise<void> {
  const failed = ended.filter(({ status, run }) => status === 'failed' && run.origin !== 'smoke_test')
  if (!failed.length) return
  const { tenantId } = actor
  const retained = await retentionOf(tx, tenantId, failed)
  const now = Date.now()
  const rows = failed.map((one) => {
    const { run, runner, cause = 'platform', reason } = one
    const id = newId('deadLetter')
    const error = reason ?? 'It failed without a word.'
    const input = JSON.stringify(run.input ?? null)
    const sample = seal(keyEncryptionKey(), samplePlace(tenantId, id), cut(input))
    const { triggerId, upstreamRunId, replayOfId, requestedById, origin, correlationId } = run
    return {
      tenantId,
      id,
      runId: run.id,
      runnerId: runner.id,
      environmentId: runner.environmentId,
      token: run.token,
      fingerprint: fingerprintOf({ runnerId: runner.id, cause, error }),
      cause: cause as RunCause,
      // The cut may go through a pair of surrogates; evidence takes no half of one.
      error: error.slice(0, 4000).toWellFormed(),
      attempts: run.attempt,
      sample: Buffer.from(JSON.stringify(sample)),
      inputBytes: Buffer.byteLength(input),
      lineage: { origin, triggerId, upstreamRunId, replayOfId, requestedById, correlationId },
      expiresAt: new Date(now + (retained.get(runner.manifestVersionId) ?? 0)),
    }
  })
  await tx.deadLetter.createMany({ data: rows })
  await appendEvidences(
    tx,
    failed.map(({ run, runner, exhausted }, at) => {
      const row = rows[at] as (typeof rows)[number]
      const { runnerId, environmentId, token, cause, error, attempts, fingerprint } = row
      const about = { runId: run.id, runnerId, environmentId, manifestId: runner.manifestId }
      const facts = { deadLetterId: row.id, runner: runner.name, token, cause, error, attempts, exhausted, fingerprint }
      return { kind: 'run.dead_lettered' as const, result: 'failed' as const, actor, ...about, ...facts }
    }),
  )
}

/** Milliseconds that inputs are kept for a replay, by manifest version. */
async function retentionOf(tx: Tx, tenantId: string, failed: readonly EndedRun[]): Promise<Map<string, number>> {
  const ids = [...new Set(failed.map(({ runner }) => runner.manifestVersionId))]
  const versions = await tx.manifestVersion.findMany({
    where: { tenantId, id: { in: ids } },
    select: { id: true, normalised: true },
  })
  const declared = versions.map(({ id, normalised }) => [id, normalisedManifestSchema.parse(normalised)] as const)
  return new Map(declared.map(([id, { run }]) => [id, run.dead_letter.retain_seconds * 1000]))
}

/** Not in the middle of a character. */
function cut(text: string): string {
  const bytes = Buffer.from(text)
  return bytes.length <= SAMPLE_BYTES
    ? text
    : new TextDecoder().decode(bytes.subarray(0, SAMPLE_BYTES), { stream: true })
}
