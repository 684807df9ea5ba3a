import { onPremiseSupport } from '../agents/on-premise-support.ts'
import { scanSummarySchema } from '../artifacts/schema.ts'
import { activePriceBook } from '../cost/active-price-book.ts'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { CostAssumptions, CostEstimate } from '../cost/schema.ts'
import { type EstimateInput, sizeOf } from '../cost/workload.ts'
import type { Tx } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { effectiveCounts } from '../findings/effective-counts.ts'
import type { Limits } from '../findings/pick-limits.ts'
import { readLimits } from '../findings/read-limits.ts'
import { type NormalisedManifest, normalisedManifestSchema } from '../manifests/schema.ts'
import { type ClassSupport, classSupport } from '../provisioning/class-support.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { askOfRun, type Use } from '../runs/ask-of-run.ts'
import { effectivePolicies } from './effective-policies.ts'
import { changeFacts, lapsedFacts, runFacts } from './governance-facts.ts'
import { imageFacts } from './image-facts.ts'
import type { PolicySet } from './load-policies.ts'
import { ANY } from './matrix/matrix-words.ts'
import { readOffers } from './matrix/read-offers.ts'
import { runnerFacts } from './runner-facts.ts'
import type { PolicyRequest } from './schema.ts'
import { readTenantFacts, readTenantUsage, type TenantFacts } from './tenant-facts.ts'

type Place = Pick<Environment, 'id' | 'name' | 'approvalsRequired'>

/** What is brought before a gate. `subjectId` names it in the stored decision. */
export type PolicySubject =
  | {
      gate: 'pre_deploy'
      subjectId: string
      declared: NormalisedManifest
      environment: Place
      /** Undefined for a draft of a manifest that does not exist yet. */
      manifestId?: string | undefined
      /** Undefined for a draft. */
      deploymentId?: string | undefined
      assumptions?: CostAssumptions | undefined
      /** What it comes from, where no deployment says so yet. */
      coming?: { kind: 'promote' | 'rollback'; sourceDeploymentId: string } | undefined
      /** When it is to begin; now, when left out. */
      at?: Date | undefined
    }
  | {
      gate: 'deploy'
      subjectId: string
      declared: NormalisedManifest
      environment: Place
      artifactDigest: string
      /** Whether the caller has just verified the artifact's signature. */
      signatureVerified: boolean
      /** `current`: given for exactly the digests about to be applied. */
      approvals: { required: number; given: number; current: boolean }
      /** Whether names were seen to resolve inside the network; only privatelink and vpn are asked. */
      dnsChecked: boolean
      manifestId?: string | undefined
      deploymentId?: string | undefined
      /** Soft rules that people overrode for exactly this. */
      overrides?: { rule: string; approvalId: string }[]
      /** When triages, waivers and exceptions must be in force; now, when left out. */
      at?: Date | undefined
    }
  | {
      gate: 'run'
      subjectId: string
      runnerId: string
      signatureVerified: boolean
      /** Whether it is to begin, or only asks to be queued, which takes no place yet. */
      begins: boolean
      at?: Date | undefined
    }

export type GatheredInputs = {
  policies: PolicySet | undefined
  request: PolicyRequest
  /** Of a pre-deploy gate: the estimate that was judged, and what it was made from. */
  cost?: { estimate: CostEstimate; input: EstimateInput }
}

/**
 * Reads what a gate judges, inside the caller's transaction, so that counters and what is decided by them belong
 * together. Throws `not_found` for a runner the tenant does not have, `unavailable` when there is nothing to estimate
 * cost with.
 */
export async function gatherPolicyInputs(tx: Tx, tenantId: string, subject: PolicySubject): Promise<GatheredInputs> {
  switch (subject.gate) {
    case 'pre_deploy':
      return gatherPreDeploy(tx, tenantId, subject)
    case 'deploy':
      return gatherDeploy(tx, tenantId, subject)
    case 'run':
      return gatherRun(tx, tenantId, subject)
  }
}

type SubjectOf<G> = Extract<PolicySubject, { gate: G }>

async function gatherPreDeploy(tx: Tx, tenantId: string, subject: SubjectOf<'pre_deploy'>): Promise<GatheredInputs> {
  const { declared, environment, manifestId, deploymentId, assumptions } = subject
  const asked = askedOf(declared, environment)
  const facts = await readTenantFacts(tx, tenantId, asked)
  const { sharedBy, environmentMonthly, ...usage } = await readTenantUsage(tx, tenantId, {
    manifestId,
    environmentId: environment.id,
    profile: asked.profile,
    deploymentId,
  })
  const sizes = await tx.runnerSize.findMany()
  const priceBook = await activePriceBook(tx)
  const size = sizeOf(sizes, declared.runner.class, declared.runner.size)
  if (!priceBook || !size) {
    const lacks = priceBook ? `The size catalog has no ${asked.class} ${asked.size}.` : 'There is no price book.'
    throw new BareCountError('unavailable', `${lacks} Nothing is deployed without an estimate.`, {
      remedy: 'Ask a platform admin.',
    })
  }
  const input: EstimateInput = {
    manifest: declared,
    sizes,
    priceBook,
    assumptions: assumptions ?? {},
    now: new Date(),
    sharedBy,
  }
  const estimate = estimateCost(input)
  if (!estimate) throw new Error('an estimate needs a size, and there is one')
  const { environmentBudget } = facts
  const request: PolicyRequest = {
    gate: 'pre_deploy',
    ...sharedFacts(facts, declared, size.concurrency),
    alternatives: await readOffers(tx, tenantId, asked),
    environment: placeFacts(environment),
    quota: {
      maxRunners: facts.maxRunners,
      maxConcurrency: facts.maxConcurrency,
      ...(facts.monthlyBudget !== undefined && { monthlyBudget: facts.monthlyBudget }),
      ...(environmentBudget !== undefined && { environmentBudget }),
    },
    usage: { ...usage, ...(environmentBudget !== undefined && { environmentMonthly }) },
    estimate: estimate.perMonth,
    ...supportFacts(await supportOf(tx, tenantId, declared, environment), declared.runner),
    ...(await imageFacts(tx, tenantId, declared)),
    dnsChecked: false, // primitives are provisioned later; the deploy gate asks again
    ...(await changeFacts(tx, { tenantId, ...subject, at: subject.at ?? input.now })),
  }
  return { policies: await effectivePolicies(tx, facts.layers), request, cost: { estimate, input } }
}

/** Whether what is declared can be run: here, or by an agent on premises. */
async function supportOf(tx: Tx, tenantId: string, { runner }: NormalisedManifest, environment: Place) {
  if (runner.network_profile !== 'on_premise_agent') return classSupport(tx, runner.class)
  return onPremiseSupport(tx, { tenantId, environment, class: runner.class })
}

async function gatherDeploy(tx: Tx, tenantId: string, subject: SubjectOf<'deploy'>): Promise<GatheredInputs> {
  const { declared, environment, artifactDigest, signatureVerified, approvals, dnsChecked } = subject
  const at = subject.at ?? new Date()
  const facts = await readTenantFacts(tx, tenantId, askedOf(declared, environment))
  const scan = await tx.scan.findFirst({
    where: { tenantId, artifact: { digest: artifactDigest } },
    orderBy: { at: 'desc' },
    select: { summary: true },
  })
  const read = scanSummarySchema.safeParse(scan?.summary)
  const counts = read.success ? await effectiveCounts(tx, tenantId, artifactDigest, read.data, at) : nothingFound
  const limits = await readLimits(tx, tenantId, {
    environment: environment.name,
    classification: declared.metadata.data_classification,
  })
  const matter = { tenantId, ...subject, at }
  const change = await changeFacts(tx, matter)
  const request: PolicyRequest = {
    gate: 'deploy',
    ...sharedFacts(facts, declared, 0),
    environment: placeFacts(environment),
    artifact: {
      digest: artifactDigest,
      signed: signatureVerified,
      scanned: read.success,
      ...counts,
      unknown: read.data?.unknown ?? 0,
    },
    ...(await imageFacts(tx, tenantId, declared)),
    limits: limitFacts(limits),
    approvals,
    dnsChecked,
    ...(subject.overrides?.length && { overrides: subject.overrides }),
    ...change,
    ...(await lapsedFacts(tx, matter, change)),
  }
  return { policies: await effectivePolicies(tx, facts.layers), request }
}

/** Only ever beside `scanned: false`, which denies by itself. */
const nothingFound = { critical: 0, high: 0, secrets: 0, deniedLicences: 0 }

/** A limit of any number is one that the rules do not see. */
function limitFacts({ medium, unknown, ...rest }: Limits) {
  return { ...rest, ...(medium !== null && { medium }), ...(unknown !== null && { unknown }) }
}

async function gatherRun(tx: Tx, tenantId: string, subject: SubjectOf<'run'>): Promise<GatheredInputs> {
  const runner = await tx.runner.findFirst({
    where: { tenantId, id: subject.runnerId },
    select: {
      status: true,
      concurrencyLimit: true,
      artifactDigest: true,
      manifestId: true,
      deploymentId: true,
      spec: true,
      environment: { select: { id: true, name: true } },
      manifestVersion: { select: { normalised: true } },
      verdict: { select: { allowed: true, artifactDigest: true } },
    },
  })
  if (!runner) throw notFound('runner')
  const declared = normalisedManifestSchema.parse(runner.manifestVersion.normalised)
  const facts = await readTenantFacts(tx, tenantId, askedOf(declared, runner.environment))
  const request: PolicyRequest = {
    gate: 'run',
    ...sharedFacts(facts, declared, runner.concurrencyLimit),
    signatureVerified: subject.signatureVerified,
    runnerStatus: runner.status,
    running: subject.begins ? facts.running : 0,
    maxConcurrency: facts.maxConcurrency,
    ...allowanceFacts(facts, askOfRun(runner.spec as RunnerSpec, (await activePriceBook(tx))?.book)),
    // No verdict about what it has now: it passed at its deployment.
    deployable: runner.verdict?.artifactDigest !== runner.artifactDigest || runner.verdict.allowed,
    ...(await runFacts(tx, { tenantId, declared, ...runner, ...subject, at: subject.at ?? new Date() })),
  }
  return { policies: await effectivePolicies(tx, facts.layers), request }
}

/** What is left of this month's limits; where there is no limit, nothing is said of it. */
function allowanceFacts({ used, classMonthlyMs, monthlyBudget, environmentBudget }: TenantFacts, asks: Use) {
  const money = (spent: number, limit: number) => ({ used: spent, asks: asks.micros, limit })
  return {
    ...(classMonthlyMs !== undefined && { hours: { used: used.classMs, asks: asks.ms, limit: classMonthlyMs } }),
    ...(monthlyBudget !== undefined && { budget: money(used.micros, monthlyBudget) }),
    ...(environmentBudget !== undefined && { environmentBudget: money(used.environmentMicros, environmentBudget) }),
  }
}

const askedOf = ({ runner, metadata }: NormalisedManifest, environment: { name: string }) => ({
  class: runner.class,
  size: runner.size,
  profile: runner.network_profile,
  environment: environment.name,
  classification: metadata.data_classification ?? ANY,
})

function supportFacts(support: ClassSupport | undefined, runner: NormalisedManifest['runner']) {
  if (!support) return {}
  const engine = runner.class === 'managed_etl' ? runner.job.engine : undefined
  const lack = support.available && engine ? support.lacking?.[engine] : undefined
  if (lack) return { support: { available: false, ...lack } }
  if (support.available) return { support: { available: true, reason: '', remedy: '' } }
  return { support }
}

const placeFacts = ({ name, approvalsRequired }: Place) => ({ name, approvals: approvalsRequired })

function sharedFacts(facts: TenantFacts, declared: NormalisedManifest, concurrency: number) {
  return {
    tenant: { id: facts.slug, suspended: facts.suspended },
    runner: runnerFacts(declared, concurrency),
    offered: facts.offer.allowed,
    offer: offerFacts(facts.offer),
  }
}

function offerFacts({ by, why }: TenantFacts['offer']) {
  return { ...(by && { scope: by.scope, version: by.version }), why }
}
