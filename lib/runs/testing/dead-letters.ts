import { unsafeDb } from '#lib/db/client.ts'
import { samplePlace } from '#lib/dead-letters/keep-dead-letters.ts'
import { leastIdAt } from '#lib/ids.ts'
import { seal } from '#lib/secrets/envelope.ts'
import { keyEncryptionKey } from '#lib/secrets/key-encryption-key.ts'

type Made = {
  /** Tokens are `PREFIX-1` and so on. */
  prefix?: string
  count?: number
  /** How many different errors they are; one after the other. */
  errors?: number
  createdAt?: Date
  expiresAt?: Date
}

const DAY_MS = 24 * 3600_000
let batches = 0

/**
 * Runs of a runner that failed for good, each with its dead letter, as the ends of runs leave them; many at once, since a
 * mass replay needs thousands. The input of the i-th is `{"n": i}`. Returns the ids of the letters, in order.
 */
export async function deadLetters(
  tenantId: string,
  runner: { runnerId: string },
  { prefix = 'token', count = 1, errors = 1, createdAt = new Date(), expiresAt }: Made = {},
): Promise<string[]> {
  const until = expiresAt ?? new Date(createdAt.getTime() + 14 * DAY_MS)
  // Ids as the product makes them: their time first. The batch keeps those of one instant apart.
  const time = `${leastIdAt('deadLetter', createdAt).slice(4, 14)}${String(batches++).padStart(8, '0')}`
  const { runnerId } = runner
  await unsafeDb.$executeRaw`
    insert into "Run" ("tenantId", id, "runnerId", token, origin, status, attempt, failures, cause, reason, "inputDigest", input,
      "artifactDigest", "environmentId", "runnerClass", "traceId", "createdAt", "startedAt", "finishedAt")
    select ${tenantId}, 'job_' || ${time} || lpad(i::text, 8, '0'), r.id, ${prefix} || '-' || i, 'schedule', 'failed', 3, 3,
      'user_error', 'Error ' || (1 + i % ${errors}) || ' of order ' || i,
      'sha256:' || encode(sha256(convert_to('{"n":' || i || '}', 'UTF8')), 'hex'), jsonb_build_object('n', i),
      r."artifactDigest", r."environmentId", r."runnerClass", md5(${time} || i), ${createdAt}::timestamptz,
      ${createdAt}::timestamptz, ${createdAt}::timestamptz
    from "Runner" r cross join generate_series(1, ${count}) i
    where r."tenantId" = ${tenantId} and r.id = ${runnerId}`
  const made = await unsafeDb.$queryRaw<{ id: string }[]>`
    insert into "DeadLetter" ("tenantId", id, "runId", "runnerId", "environmentId", token, fingerprint, cause, error, attempts,
      "inputBytes", lineage, "createdAt", "expiresAt")
    select r."tenantId", 'ded_' || substr(r.id, 5), r.id, r."runnerId", r."environmentId", r.token,
      'sha256:' || encode(sha256(convert_to(split_part(r.reason, ' of ', 1) || r."runnerId", 'UTF8')), 'hex'),
      r.cause, r.reason, r.attempt, length(r.input::text), jsonb_build_object('origin', 'schedule'),
      ${createdAt}::timestamptz, ${until}::timestamptz
    from "Run" r
    where r."tenantId" = ${tenantId} and r."runnerId" = ${runnerId} and r.id like ${`job_${time}%`}
    returning id`
  return made.map(({ id }) => id).sort()
}

/** Gives a dead letter the sealed start of an input. */
export async function sealInto(tenantId: string, id: string, input: unknown): Promise<void> {
  const text = JSON.stringify(input)
  const sealed = seal(keyEncryptionKey(), samplePlace(tenantId, id), text.slice(0, 4096))
  const sample = new Uint8Array(Buffer.from(JSON.stringify(sealed)))
  await unsafeDb.deadLetter.updateMany({
    where: { tenantId, id },
    data: { sample, inputBytes: Buffer.byteLength(text) },
  })
}
