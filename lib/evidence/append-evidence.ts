import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { makeStatement, type Statement, statementBytes } from '../artifacts/sign/statement.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { newId } from '../ids.ts'
import type { EvidenceEvent } from './events.ts'
import { type EvidencePredicate, predicateTypeOf } from './schema.ts'
import { sentence } from './sentences.ts'

/**
 * Writes down that something happened, in the transaction of the change itself; there is no other way to do it. The
 * sequencer signs it and puts it into the tenant's log within moments of the commit.
 * Returns the evidence id. Throws what the database throws, so that a change without evidence cannot commit.
 */
export async function appendEvidence(tx: Tx, event: EvidenceEvent): Promise<string> {
  const [id] = await appendEvidences(tx, [event])
  return id as string
}

/** The same of many things that happened in one transaction, in their order: one round trip, since it may hold locks. */
export async function appendEvidences(tx: Tx, events: readonly EvidenceEvent[]): Promise<string[]> {
  if (!events.length) return []
  const rows = events.map(rowOf)
  await unsafeTx(tx).$executeRaw`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x("tenantId" text, id text, kind text, at timestamptz, "actorId" text, "actorLabel" text, result text,
          "manifestId" text, "environmentId" text, "runnerId" text, "deploymentId" text, "runId" text, sentence text,
          payload text)
    ), written as (
      insert into "Evidence" ("tenantId", id, kind, at, "actorId", "actorLabel", result, "manifestId", "environmentId",
        "runnerId", "deploymentId", "runId", sentence, payload)
      select "tenantId", id, kind, at, "actorId", "actorLabel", result, "manifestId", "environmentId", "runnerId",
        "deploymentId", "runId", sentence, decode(payload, 'base64')
      from given
      returning "tenantId", id
    )
    insert into "EvidencePending" ("tenantId", "evidenceId") select "tenantId", id from written order by id`
  return rows.map(({ id }) => id)
}

function rowOf(event: EvidenceEvent) {
  const id = newId('evidence')
  const predicate = predicateOf(event, id, new Date())
  return {
    ...subjectOf(event),
    tenantId: event.actor.tenantId,
    id,
    kind: event.kind,
    at: predicate.at,
    actorId: event.actor.userId,
    actorLabel: event.actor.label,
    result: event.result,
    sentence: predicate.sentence,
    payload: Buffer.from(statementBytes(statementOf(event, predicate))).toString('base64'),
  }
}

/** What the statement says. Pure. Source: docs/formats/evidence.md. */
function predicateOf(event: EvidenceEvent, id: string, at: Date): EvidencePredicate {
  const { kind, actor, result, subjectDigests: _, ...rest } = event
  const { manifestId, environmentId, runnerId, deploymentId, runId, ...facts } = rest
  return {
    id,
    kind,
    at: at.toISOString(),
    tenant: { id: actor.tenantId, slug: actor.tenantSlug },
    actor: { kind: actor.kind, id: actor.userId, label: actor.label },
    result,
    sentence: sentence(event),
    ...present({ manifestId, environmentId, runnerId, deploymentId, runId }),
    facts: present(facts),
  }
}

/** The in-toto Statement around a predicate. One without subjects of its own is about the event itself. Pure. */
function statementOf(event: EvidenceEvent, predicate: EvidencePredicate): Statement {
  const given = event.subjectDigests?.map(({ name, sha256 }) => ({
    name,
    digest: { sha256: sha256.replace(/^sha256:/, '') },
  }))
  const subjects = given?.length ? given : [{ name: predicate.id, digest: { sha256: sha256OfJcs(predicate) } }]
  return makeStatement(subjects, predicateTypeOf(event.kind), predicate)
}

function subjectOf({ manifestId, environmentId, runnerId, deploymentId, runId }: EvidenceEvent) {
  return { manifestId, environmentId, runnerId, deploymentId, runId }
}

function sha256OfJcs(value: object): string {
  return createHash('sha256')
    .update(canonicalize(value) as string)
    .digest('hex')
}

/** Drops what is undefined: canonical JSON has no word for it. */
function present<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<T>
}
