import { systemActor } from '../auth/actor.ts'
import { db, type Tx, transaction, unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { evaluatePolicy } from './evaluate-policy.ts'
import { gatherPolicyInputs } from './gather-policy-inputs.ts'
import type { PolicyRequest, PolicyVerdict } from './schema.ts'

const PAGE = 200

type Live = {
  id: string
  name: string
  manifestId: string
  deploymentId: string
  environment: Environment
  manifestVersion: { normalised: unknown }
  standing: { allowed: boolean } | null
}

/**
 * Asks the first gate about every live runner with the rules and facts of now, through the one evaluator. Where the
 * answer is another than last time it is evidence, and the tenant's engineers and approvers are told. `why` is when or
 * after what. Asking again changes nothing.
 */
export async function recheckPolicies(why: string): Promise<void> {
  const tenants = await unsafeDb.tenant.findMany({ select: { id: true, slug: true }, orderBy: { id: 'asc' } })
  for (const tenant of tenants) await recheckTenant(tenant, why)
}

/** The same for one tenant. Returns how many runners changed. */
export async function recheckTenant(tenant: { id: string; slug: string }, why: string): Promise<number> {
  const tenantId = tenant.id
  let changed = 0
  let after = ''
  for (;;) {
    const page: Live[] = await db.runner.findMany({
      where: { tenantId, status: { in: ['active', 'smoke_failed'] }, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: PAGE,
      select: {
        id: true,
        name: true,
        manifestId: true,
        deploymentId: true,
        environment: true,
        manifestVersion: { select: { normalised: true } },
        standing: { select: { allowed: true } },
      },
    })
    changed += await transaction((tx) => recheckPage(tx, tenant, page, why), { timeoutMs: 120_000 })
    after = page.at(-1)?.id ?? after
    if (page.length < PAGE) return changed
  }
}

async function recheckPage(tx: Tx, tenant: { id: string; slug: string }, page: readonly Live[], why: string) {
  const tenantId = tenant.id
  const turned: { runner: Live; verdict: PolicyVerdict }[] = []
  for (const runner of page) {
    const verdict = await ask(tx, tenantId, runner)
    // Not being able to ask is no change of the answer.
    if (verdict.findings.some(({ id }) => id === 'policy.missing' || id === 'policy.error')) continue
    if ((runner.standing?.allowed ?? true) === verdict.allowed) continue
    await keep(tx, tenantId, runner.id, verdict)
    turned.push({ runner, verdict })
  }
  const [first] = turned
  if (!first) return 0
  const runners = turned.map(({ runner, verdict }) => ({
    id: runner.id,
    name: runner.name,
    environment: runner.environment.name,
    allowed: verdict.allowed,
    reason: reasonOf(verdict),
  }))
  const denied = runners.filter(({ allowed }) => !allowed)
  await appendEvidence(tx, {
    kind: 'policy.rechecked',
    actor: systemActor(tenant, 'recheck'),
    result: denied.length > 0 ? 'denied' : 'info',
    policyVersion: first.verdict.policyVersion,
    allowed: runners.length - denied.length,
    denied: denied.length,
    runners,
  })
  for (const said of sentences(runners, why)) {
    await notifyMembers(tx, tenantId, ['engineer', 'approver'], { kind: 'verdict_changed', link: '/runners', ...said })
  }
  return turned.length
}

async function ask(tx: Tx, tenantId: string, runner: Live): Promise<PolicyVerdict> {
  const { policies, request } = await gatherPolicyInputs(tx, tenantId, {
    gate: 'pre_deploy',
    subjectId: runner.id,
    declared: normalisedManifestSchema.parse(runner.manifestVersion.normalised),
    environment: runner.environment,
    manifestId: runner.manifestId,
  })
  return evaluatePolicy(policies, withoutMoment(request))
}

/** A live runner is not changing: what says when something may change is not asked of it. Pure. */
export function withoutMoment(request: PolicyRequest): PolicyRequest {
  if (request.gate === 'run') return request
  const { freezes: _, window: __, breakGlass: ___, unreviewed: ____, promotion: _____, ...rest } = request
  return rest
}

async function keep(tx: Tx, tenantId: string, runnerId: string, verdict: PolicyVerdict): Promise<void> {
  const { allowed, policyVersion } = verdict
  const rules = blocking(verdict)
    .map(({ id }) => id)
    .sort()
  const standing = { allowed, rules, reason: reasonOf(verdict), policyVersion, at: new Date() }
  await tx.runnerStanding.upsert({
    where: { tenantId_runnerId: { tenantId, runnerId } },
    create: { tenantId, runnerId, ...standing },
    update: standing,
  })
}

const blocking = ({ findings }: PolicyVerdict) =>
  findings.filter(({ level, overriddenBy }) => level !== 'advisory' && !overriddenBy)
const reasonOf = (verdict: PolicyVerdict) => blocking(verdict)[0]?.reason ?? ''

function sentences(
  runners: { id: string; name: string; environment: string; allowed: boolean; reason: string }[],
  why: string,
) {
  return [false, true].flatMap((allowed) => {
    const some = runners.filter((runner) => runner.allowed === allowed)
    const [first] = some
    if (!first) return []
    const more = some.length > 1 ? ` and ${some.length - 1} more` : ''
    const what = `${first.name} in ${first.environment}${more}`
    const sentence = allowed
      ? `${what} would be deployed again (${why}).`
      : `${what} would not be deployed today (${why}): ${first.reason}`
    return [{ sentence, subjectIds: some.map(({ id }) => id) }]
  })
}
