import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import type { Actor } from '../auth/actor.ts'
import { type Tx, transaction } from '../db/client.ts'
import type { Environment, Runner } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { evaluatePolicy } from '../policy/evaluate-policy.ts'
import { gatherPolicyInputs } from '../policy/gather-policy-inputs.ts'
import type { PolicyFinding } from '../policy/schema.ts'
import { lockFindings } from './lock-findings.ts'

type LiveRunner = Runner & {
  environment: Environment
  manifestVersion: { normalised: unknown }
  verdict: { allowed: boolean; artifactDigest: string } | null
}
type Changed = { runner: LiveRunner; denied: PolicyFinding[]; policyVersion: number; policyDigest: string }

/**
 * Asks the deploy gate again about what runners have, as if it were deployed to where they are at `at`. Where the answer
 * is another one than before it is evidence, and the tenant's engineers and approvers are told, both once. Only rules
 * about the artifact are asked: approvals and names were its deployment's. Returns how many runners changed.
 */
export async function recheckArtifact(actor: Actor, digest: string, why: string, at = new Date()): Promise<number> {
  const { tenantId } = actor
  // Asked before the transaction, which would otherwise hold one connection while waiting for another.
  const signatureVerified = await verifyArtifactSignature(tenantId, digest)
  return transaction(
    async (tx) => {
      await lockFindings(tx, tenantId)
      const runners = await tx.runner.findMany({
        where: { tenantId, artifactDigest: digest, status: { in: ['active', 'smoke_failed'] } },
        include: {
          environment: true,
          manifestVersion: { select: { normalised: true } },
          verdict: { select: { allowed: true, artifactDigest: true } },
        },
        orderBy: { id: 'asc' },
      })
      const changed: Changed[] = []
      for (const runner of runners) {
        const asked = await ask(tx, tenantId, runner, { signatureVerified, at })
        const before = runner.verdict?.artifactDigest === digest ? runner.verdict.allowed : true
        if (before !== (asked.denied.length === 0)) changed.push({ runner, ...asked })
      }
      for (const change of changed) await keep(tx, tenantId, change, at)
      await tell(
        tx,
        actor,
        digest,
        why,
        changed.filter(({ denied }) => denied.length > 0),
      )
      await tell(
        tx,
        actor,
        digest,
        why,
        changed.filter(({ denied }) => denied.length === 0),
      )
      return changed.length
    },
    { timeoutMs: 60_000 },
  )
}

async function ask(
  tx: Tx,
  tenantId: string,
  runner: LiveRunner,
  { signatureVerified, at }: { signatureVerified: boolean; at: Date },
) {
  const { policies, request } = await gatherPolicyInputs(tx, tenantId, {
    gate: 'deploy',
    subjectId: runner.id,
    declared: normalisedManifestSchema.parse(runner.manifestVersion.normalised),
    environment: runner.environment,
    artifactDigest: runner.artifactDigest,
    signatureVerified,
    approvals: { required: 0, given: 0, current: true },
    dnsChecked: true,
    at,
  })
  const { findings, policyVersion, policyDigest } = evaluatePolicy(policies, request)
  const unasked = findings.find(({ id }) => id.startsWith('policy.'))
  // Not being able to ask is no change of the answer.
  if (unasked) throw new BareCountError('unavailable', unasked.reason, { remedy: unasked.remedy })
  const denied = findings.filter(({ id, level }) => level !== 'advisory' && id.startsWith('artifact.'))
  return { denied, policyVersion, policyDigest }
}

async function keep(tx: Tx, tenantId: string, { runner, denied }: Changed, at: Date): Promise<void> {
  const { id: runnerId, artifactDigest } = runner
  const verdict = { artifactDigest, allowed: denied.length === 0, findings: denied, at }
  await tx.runnerVerdict.upsert({
    where: { tenantId_runnerId: { tenantId, runnerId } },
    create: { tenantId, runnerId, ...verdict },
    update: verdict,
  })
}

/** One event and one notification for all runners whose verdict changed the same way. */
async function tell(tx: Tx, actor: Actor, digest: string, why: string, changed: readonly Changed[]): Promise<void> {
  const [first] = changed
  if (!first) return
  const allowed = first.denied.length === 0
  const places = changed.map(({ runner }) => `${runner.name} in ${runner.environment.name}`).join(', ')
  const [one] = changed.length === 1 ? changed : []
  const reasons = new Map(
    changed.flatMap(({ denied }) => denied).map(({ id, reason }) => [`${id} ${reason}`, { id, reason }]),
  )
  await appendEvidence(tx, {
    kind: 'artifact.verdict_changed',
    actor,
    result: allowed ? 'succeeded' : 'denied',
    ...(one && {
      manifestId: one.runner.manifestId,
      environmentId: one.runner.environmentId,
      runnerId: one.runner.id,
    }),
    subjectDigests: [{ name: first.runner.name, sha256: digest }],
    digest,
    before: allowed ? 'denied' : 'allowed',
    after: allowed ? 'allowed' : 'denied',
    why,
    findings: [...reasons.values()],
    runners: changed.map(({ runner }) => ({ id: runner.id, name: runner.name, environment: runner.environment.name })),
    policyVersion: first.policyVersion,
    policyDigest: first.policyDigest,
  })
  const artifact = await tx.artifact.findFirst({ where: { tenantId: actor.tenantId, digest }, select: { id: true } })
  await notifyMembers(tx, actor.tenantId, ['engineer', 'approver'], {
    kind: 'verdict_changed',
    sentence: allowed
      ? `What ${places} has would pass the deploy gate again, because ${why}.`
      : `What ${places} has would not be deployed today, because ${why}: ${first.denied[0]?.reason ?? ''}`,
    link: artifact ? `/artifacts/${artifact.id}` : '/findings',
    subjectIds: [...(artifact ? [artifact.id] : []), ...changed.map(({ runner }) => runner.id)],
  })
}
