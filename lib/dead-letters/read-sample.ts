import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { envelopeSchema, open } from '../secrets/envelope.ts'
import { keyEncryptionKey } from '../secrets/key-encryption-key.ts'
import { samplePlace } from './keep-dead-letters.ts'

export type PayloadSample = {
  /** The start of the input, as JSON text. */
  text: string
  /** Of the whole input. */
  inputBytes: number
  /** Whether the input is longer than what is shown. */
  cut: boolean
}

/**
 * The start of a failed run's input. Payloads hold what customers sent, so each reading is written down before anything
 * is shown. Throws `not_found`, `forbidden`, `payload_expired` once it is no longer kept.
 */
export async function readSample(actor: Actor, id: string, now = new Date()): Promise<PayloadSample> {
  authorise(actor, 'dead_letter:payload')
  const { tenantId } = actor
  const letter = await db.deadLetter.findFirst({
    where: { tenantId, id },
    include: { run: { select: { runner: { select: { name: true } } } } },
  })
  if (!letter) throw notFound('dead letter')
  const { runId, runnerId, environmentId, token, sample, inputBytes } = letter
  if (!sample || letter.expiresAt <= now) {
    throw new BareCountError('payload_expired', `The payload was kept until ${letter.expiresAt.toISOString()}.`, {
      remedy:
        'What failed stays in the ledger; `run.dead_letter.retain` of the manifest says how long inputs are kept.',
    })
  }
  const envelope = envelopeSchema.parse(JSON.parse(Buffer.from(sample).toString('utf8')))
  const text = open(keyEncryptionKey(), samplePlace(tenantId, id), envelope)
  await transaction((tx) =>
    appendEvidence(tx, {
      kind: 'dead_letter.payload_read',
      actor,
      result: 'info',
      runId,
      runnerId,
      environmentId,
      deadLetterId: id,
      runner: letter.run.runner.name,
      token,
    }),
  )
  return { text, inputBytes, cut: Buffer.byteLength(text) < inputBytes }
}
