import { looksLikeSecret, namesSecret } from '../../manifests/secret-shapes.ts'
import type { PolicyGateName } from '../policy-words.ts'
import { privatelyReachable } from '../private-routes.ts'
import type { PolicyRequest, PolicyRequestOf } from '../schema.ts'
import type { LiveRunner } from './live-runners.ts'
import type { Offer } from './offers.ts'
import type { KnownException, Surroundings } from './surroundings.ts'

export type ArtifactFacts = PolicyRequestOf<'deploy'>['artifact']
type Declared = Pick<PolicyRequest['runner'], 'residency' | 'privateRoutes' | 'inlineSecrets'>

/** What a gate would be asked about a live runner with an offer: as if it were deployed, or run, once more. */
export type Asker = (gate: PolicyGateName, offer: Offer, artifact?: ArtifactFacts) => PolicyRequest

/**
 * Requests for live runners. What has to do with a moment is left out: freezes, windows, promotions and break-glass say
 * when something may change, and a live runner is not changing. Its estimate is the one it was deployed with. Pure.
 */
export function makeAsker(around: Surroundings): (runner: LiveRunner) => Asker {
  const declared = new Map<string, Declared>()
  return (runner) => {
    const { tenantId, environmentId, classification } = runner
    const parts = declared.get(runner.declared) ?? readDeclared(runner.declared)
    declared.set(runner.declared, parts)
    const place = around.environments.get(environmentId) ?? { name: environmentId, approvals: 0 }
    const tenant = around.tenants.get(tenantId)
    const combination = { class: runner.class, size: runner.size, profile: runner.profile }
    const about = {
      tenant: { id: tenant?.slug ?? tenantId, suspended: tenant?.suspended ?? false },
      runner: { name: runner.name, ...combination, classification, ...parts, concurrency: runner.concurrency },
      ...exceptionFacts(around, runner),
    }
    return (gate, { offered, quota }, artifact) => {
      const shared = { ...about, offered }
      if (gate === 'run') {
        const lapsed = lapsedFor(around, runner)
        return {
          gate,
          ...shared,
          signatureVerified: true,
          runnerStatus: runner.status,
          running: 0,
          maxConcurrency: quota.maxConcurrency,
          deployable: runner.deployable,
          ...(lapsed.length > 0 && { lapsed }),
        }
      }
      if (gate === 'deploy') {
        const limits = around.limits(tenantId, place.name, classification)
        const { medium, unknown, ...most } = limits
        return {
          gate,
          ...shared,
          environment: place,
          artifact: artifact ?? { digest: runner.artifactDigest, ...clean },
          limits: { ...most, ...(medium !== null && { medium }), ...(unknown !== null && { unknown }) },
          approvals: { required: 0, given: 0, current: true },
          dnsChecked: true,
        }
      }
      return {
        gate,
        ...shared,
        alternatives: [],
        environment: place,
        quota,
        usage: usageOfOthers(around, runner, quota.environmentBudget !== undefined),
        estimate: runner.monthly,
        dnsChecked: true,
      }
    }
  }
}

const clean = { signed: true, scanned: true, critical: 0, high: 0, secrets: 0, deniedLicences: 0, unknown: 0 }

function usageOfOthers({ taken }: Surroundings, runner: LiveRunner, ofEnvironment: boolean) {
  const all = taken.get(runner.tenantId)
  const here = all?.byEnvironment.get(runner.environmentId) ?? runner.monthly
  return {
    runners: Math.max(0, (all?.runners ?? 1) - 1),
    concurrency: Math.max(0, (all?.concurrency ?? runner.concurrency) - runner.concurrency),
    monthly: Math.max(0, (all?.monthly ?? runner.monthly) - runner.monthly),
    ...(ofEnvironment && { environmentMonthly: Math.max(0, here - runner.monthly) }),
  }
}

function exceptionFacts({ exceptions }: Surroundings, runner: LiveRunner) {
  const covering = (exceptions.get(runner.tenantId) ?? []).filter((one) => one.inForce && covers(one, runner))
  if (covering.length === 0) return {}
  return { exceptions: covering.map(({ id, rule, expiresAt }) => ({ id, rule, expiresAt: expiresAt.toISOString() })) }
}

function lapsedFor({ exceptions }: Surroundings, runner: LiveRunner): string[] {
  if (runner.uses.length === 0) return []
  const own = exceptions.get(runner.tenantId) ?? []
  const inForce = new Set(own.filter((one) => one.inForce && covers(one, runner)).map(({ rule }) => rule))
  return own.filter(({ id, rule }) => runner.uses.includes(id) && !inForce.has(rule)).map(({ id }) => id)
}

function covers(one: KnownException, runner: LiveRunner): boolean {
  return (
    (one.manifestId === null || one.manifestId === runner.manifestId) &&
    (one.environmentId === null || one.environmentId === runner.environmentId) &&
    (one.runnerClass === null || one.runnerClass === runner.class)
  )
}

/** The parts of a manifest that gates look at, the way lib/policy/runner-facts.ts reads a whole one. */
function readDeclared(text: string): Declared {
  const { residency, egress, env } = JSON.parse(text) as {
    residency: string | null
    egress: string[] | null
    env: Record<string, string> | null
  }
  return {
    ...(residency && { residency }),
    privateRoutes: privatelyReachable(egress ?? []),
    inlineSecrets: Object.entries(env ?? {})
      .filter(([name, value]) => value !== '' && (looksLikeSecret(value) || namesSecret(name)))
      .map(([name]) => name)
      .sort(),
  }
}
