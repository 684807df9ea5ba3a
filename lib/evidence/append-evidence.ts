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
  const id = newId('evidence')
  const predicate = predicateOf(event, id, new Date())
  const payload = statementBytes(statementOf(event, predicate))
  const subject = subjectOf(event)
  // Raw, because both rows then cost one round trip in a transaction that may hold locks.
  await unsafeTx(tx).$executeRaw`
    with written as (
      insert into "Evidence" ("tenantId", id, kind, at, "actorId", "actorLabel", result, "manifestId", "environmentId",
        "runnerId", "deploymentId", "runId", sentence, payload)
      values (${event.actor.tenantId}, ${id}, ${event.kind}, ${predicate.at}::timestamptz, ${event.actor.userId},
        ${event.actor.label}, ${event.result}, ${subject.manifestId ?? null}, ${subject.environmentId ?? null},
        ${subject.runnerId ?? null}, ${subject.deploymentId ?? null}, ${subject.runId ?? null},
        ${predicate.sentence}, ${payload})
      returning "tenantId", id
    )
    insert into "EvidencePending" ("tenantId", "evidenceId") select "tenantId", id from written`
  return id
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
