import type { ApprovalFacts } from '../approvals/request-row.ts'
import type { Tx } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'
import { changePlan } from './change-plan.ts'
import type { Judged, Outside } from './judge-deployment.ts'
import type { StageContext } from './stage-handler.ts'

/** What people are asked about a deployment: the digest it is bound to, and what they see of it. */
export type Question = {
  decisionDigest: string
  facts: ApprovalFacts
  summary: string
  risks: string[]
}

const verbs = { deploy: 'Deploy', promote: 'Promote', rollback: 'Roll back', destroy: 'Destroy' } as const

/**
 * Puts a judged deployment as a question. The decision digest is over manifest, source, artifact, attestations,
 * the plan against what runs, environment with its variables, the policies in force, the price book, who must approve, the soft findings to be
 * overridden, the exceptions used, and the start: any of them changing gives another digest, and what was approved no
 * longer counts.
 */
export async function questionOf(
  tx: Tx,
  context: StageContext,
  judged: Judged,
  { artifactDigest }: Outside,
): Promise<Question> {
  const { actor, deployment, manifest, version, environment, declared } = context
  const attestations = await tx.attestation.findMany({
    where: { tenantId: actor.tenantId, artifact: { digest: artifactDigest } },
    select: { predicateType: true, keyId: true },
    orderBy: [{ predicateType: 'asc' }, { keyId: 'asc' }],
    distinct: ['predicateType', 'keyId'],
  })
  const place = { id: environment.id, target: environment.target, variables: environment.variables }
  const overridden = judged.findings.filter(({ level }) => level === 'soft').map(({ id }) => id)
  const startsAt = deployment.startsAt?.toISOString() ?? null
  const policyDigest = judged.deploy.policyDigest
  const what = { tenantId: actor.tenantId, manifestId: manifest.id, environmentId: environment.id, artifactDigest }
  const plan = await changePlan(tx, what, environment, declared)
  const decisionDigest = jsonDigest({
    manifest: version.digest,
    source: version.sourceDigest,
    artifact: artifactDigest,
    attestations,
    plan: plan?.digest ?? null,
    environment: place,
    policyDigest,
    priceBookDigest: judged.prices?.digest ?? null,
    slots: judged.slots,
    overridden,
    exceptions: judged.exceptions,
    startsAt,
  })
  const { policyVersion, policyVersions = [policyVersion] } = judged.deploy
  const said = judged.findings.map(({ id, level, reason }) => ({ id, level, reason }))
  const facts: ApprovalFacts = {
    manifest: { digest: version.digest, value: version.normalised },
    source: part(version.sourceDigest),
    artifact: part(artifactDigest),
    attestations: part(attestations),
    ...(plan && { plan: { digest: plan.digest, value: { changes: plan.changes, unchanged: plan.unchanged } } }),
    environment: part({ name: environment.name, target: environment.target, variables: environment.variables }),
    policy: { digest: policyDigest, value: { versions: policyVersions, digest: policyDigest } },
    // What a rule says may hold a figure of the moment; what it is stays.
    findings: { digest: jsonDigest(said.map(({ id, level }) => [id, level])), value: said },
    slots: part(judged.slots),
    exceptions: part(judged.exceptions),
    prices: part(judged.prices ?? null),
    cost: part({ perMonth: judged.perMonth ?? null }),
    start: part({ startsAt }),
  }
  const shape = `${declared.runner.class}, ${declared.runner.size}`
  return {
    decisionDigest,
    facts,
    summary: `${verbs[deployment.kind]} ${manifest.name} version ${version.version} (${shape}) to ${environment.name}`,
    risks: await risksOf(tx, context, judged),
  }
}

const part = (value: unknown) => ({ digest: jsonDigest([value]), value })

/** Short words that say what makes it risky. */
async function risksOf(tx: Tx, context: StageContext, judged: Judged): Promise<string[]> {
  const { actor, deployment, manifest, environment, declared } = context
  const where = {
    tenantId: actor.tenantId,
    manifestId: manifest.id,
    environmentId: environment.id,
    status: 'active' as const,
  }
  const live = await tx.runner.findFirst({ where, select: { id: true } })
  const { size, network_profile: profile } = declared.runner
  const { data_classification: data } = declared.metadata
  const words = [
    environment.approvalsRequired > 0 && environment.name,
    size === 'xlarge' && size,
    declared.runner.class === 'dedicated_compute' && 'dedicated compute',
    judged.slots.some(({ overrides }) => overrides) && 'override',
    judged.exceptions.length > 0 && 'exception',
    !live && 'first deployment',
    deployment.kind === 'rollback' && 'rollback',
    profile === 'public_vpc_egress' && 'public egress',
    ['confidential', 'restricted'].includes(data) && `${data} data`,
  ]
  return words.filter((word) => word !== false)
}
