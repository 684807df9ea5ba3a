import type { RequestRow } from '../approvals/request-row.ts'
import { scanSummarySchema } from '../artifacts/schema.ts'
import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import type { Actor } from '../auth/actor.ts'
import type { CostEstimate } from '../cost/schema.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { effectiveCounts } from '../findings/effective-counts.ts'
import { diffFields } from '../manifests/diff-manifests.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import type { PolicyFinding } from '../policy/schema.ts'
import { boundPlan, changePlan } from '../provisioning/change-plan.ts'
import type { DecisionBody } from './decision-body.ts'
import { type DeploymentFacts, deploymentMarks } from './deployment-marks.ts'
import { deploymentSections } from './deployment-sections.ts'
import { similarDecisions } from './similar-decisions.ts'

/** What an approver must know about one deployment. Throws `not_found`. */
export async function deploymentDecision(actor: Actor, request: RequestRow, requester: string): Promise<DecisionBody> {
  const facts = await readFacts(actor, request)
  return {
    what: whatIsAsked(facts, requester),
    why: whyItIsAsked(facts, request),
    marks: deploymentMarks(facts),
    sections: deploymentSections(facts, request),
  }
}

async function readFacts(actor: Actor, request: RequestRow): Promise<DeploymentFacts> {
  const { tenantId } = actor
  const deployment = await db.deployment.findFirst({
    where: { tenantId, id: request.subjectId },
    include: { manifest: true, environment: true, manifestVersion: true },
  })
  if (!deployment) throw notFound('deployment')
  const { manifestId, environmentId, environment, manifestVersion: version, artifactDigest } = deployment
  const declared = normalisedManifestSchema.parse(version.normalised)
  const [live, policy, scan, signed, plan, similar] = await Promise.all([
    liveRunner(tenantId, manifestId, environmentId),
    db.policyDecision.findFirst({
      where: { tenantId, subjectId: deployment.id },
      select: { findings: true, policyVersion: true },
      orderBy: { id: 'desc' },
    }),
    readScan(tenantId, artifactDigest ?? ''),
    verifyArtifactSignature(tenantId, artifactDigest ?? ''),
    boundPlan(request) ?? changePlan(db, deployment, environment, declared),
    similarDecisions({
      ...{ tenantId, id: request.id, manifestId, environmentId },
      class: declared.runner.class,
      size: declared.runner.size,
    }),
  ])
  const before = live?.manifestVersion
  return {
    deployment: { id: deployment.id, kind: deployment.kind, artifactDigest },
    manifest: { id: manifestId, name: deployment.manifest.name },
    environment: { name: environment.name, rank: environment.rank },
    version: { id: version.id, version: version.version, text: version.text, digest: version.digest },
    declared,
    live: live
      ? {
          runnerId: live.id,
          version: live.manifestVersion.version,
          text: live.manifestVersion.text,
          perMonth: live.perMonth,
          runsToday: live.runsToday,
          running: live.running,
        }
      : null,
    fields: before ? diffFields(normalisedManifestSchema.parse(before.normalised), declared) : null,
    policy: policyOf(request, policy && { ...policy, findings: policy.findings as PolicyFinding[] }),
    cost: deployment.costEstimate as CostEstimate | null,
    scan,
    signed,
    plan,
    similar,
    exceptions: exceptionsIn(request),
  }
}

async function liveRunner(tenantId: string, manifestId: string, environmentId: string) {
  const live = await db.runner.findFirst({
    where: { tenantId, manifestId, environmentId, status: 'active' },
    select: {
      id: true,
      deploymentId: true,
      manifestVersion: { select: { version: true, text: true, normalised: true } },
    },
  })
  if (!live) return undefined
  const today = new Date(new Date().setUTCHours(0, 0, 0, 0))
  const [deployed, runsToday, running] = await Promise.all([
    db.deployment.findFirst({ where: { tenantId, id: live.deploymentId }, select: { costEstimate: true } }),
    db.run.count({ where: { tenantId, runnerId: live.id, createdAt: { gte: today } } }),
    db.run.count({ where: { tenantId, runnerId: live.id, status: { in: ['queued', 'running'] } } }),
  ])
  const cost = deployed?.costEstimate as CostEstimate | null | undefined
  return { ...live, perMonth: cost?.perMonth ?? null, runsToday, running }
}

async function readScan(tenantId: string, digest: string) {
  const scan = await db.scan.findFirst({
    where: { tenantId, artifact: { digest } },
    select: { summary: true, at: true, artifactId: true },
    orderBy: { at: 'desc' },
  })
  if (!scan) return null
  const summary = scanSummarySchema.parse(scan.summary)
  const counts = await effectiveCounts(db, tenantId, digest, summary, new Date())
  return { at: scan.at, artifactId: scan.artifactId, counts, unknown: summary.unknown, components: summary.components }
}

/** What policy said when people were asked: that is what they decide on. The latest decision knows the remedies. */
function policyOf({ facts }: RequestRow, latest: DeploymentFacts['policy']): DeploymentFacts['policy'] {
  const said = facts.findings?.value
  if (!Array.isArray(said)) return latest
  const versions = (facts.policy?.value as { versions?: number[] } | undefined)?.versions ?? []
  const findings = said.map((finding: PolicyFinding) => ({
    ...latest?.findings.find(({ id }) => id === finding.id),
    ...finding,
  }))
  const policyVersion = versions.at(-1) ?? latest?.policyVersion ?? 0
  return { policyVersion, findings }
}

/** Exceptions without which policy would deny it, as the request tells them. */
function exceptionsIn({ facts }: RequestRow): string[] {
  const used = facts.exceptions?.value
  return Array.isArray(used) ? used.filter((id): id is string => typeof id === 'string') : []
}

function whatIsAsked(
  { deployment, manifest, version, declared, environment }: DeploymentFacts,
  requester: string,
): string {
  const { class: name, size } = declared.runner
  const act = { deploy: 'bring', promote: 'promote', rollback: 'roll back to', destroy: 'destroy' }[deployment.kind]
  return `${requester} asks to ${act} ${manifest.name} version ${version.version} (${name.replaceAll('_', ' ')}, ${size}) to ${environment.name}.`
}

function whyItIsAsked({ live, plan, environment }: DeploymentFacts, request: RequestRow): string {
  const count = plan?.changes.length ?? 0
  const things = `${count} ${count === 1 ? 'thing' : 'things'}`
  const change = !live
    ? `Nothing of it runs in ${environment.name} yet, so it creates ${things}`
    : count
      ? `It changes ${things} of version ${live.version}, which runs there now`
      : `It changes nothing of version ${live.version}, which runs there now`
  const rules = [...new Set(request.slots.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)))]
  return `${change}; people are asked because ${rules.join(', and ')}.`
}
