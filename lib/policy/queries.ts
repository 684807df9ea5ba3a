import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { effectivePolicies } from './effective-policies.ts'
import { readQuotaLayers } from './matrix/read-layers.ts'
import { resolveQuota } from './matrix/resolve-quota.ts'
import { defaultQuota, type PolicyRule } from './schema.ts'
import { activeLayers, readTenantUsage } from './tenant-facts.ts'

/** The policies in force, or why everything is denied. */
export type ActivePolicy =
  | {
      readable: true
      version: number
      versions: readonly number[]
      digest: string
      activatedAt: Date
      rules: PolicyRule[]
    }
  | { readable: false; version?: number }

/** The rules every gate asks of this tenant now, over all layers, in the order of their ids. */
export async function getActivePolicy(actor: Actor): Promise<ActivePolicy> {
  authorise(actor, 'policy:read')
  const layers = await activeLayers(db, actor.tenantId)
  const [platform] = layers
  if (!platform) return { readable: false }
  const { version } = platform
  const set = await effectivePolicies(db, layers)
  if (!set) return { readable: false, version }
  const { versions, digest } = set
  const activatedAt = new Date(Math.max(...layers.map((layer) => layer.activatedAt.getTime())))
  const rules = [...set.rules.values()].map(({ annotations: _, ...rule }) => rule)
  return { readable: true, version, versions, digest, activatedAt, rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

/** What the tenant lives within, and what its runners take of it. Money in micro-dollars a month. */
export type TenantLimits = {
  runners: { used: number; of: number }
  concurrency: { used: number; of: number }
  budget: { used: number; of: number | null }
}

/** The tenant's quota and budget beside their use: live runners, and deployments on their way to one. */
export async function getTenantLimits(actor: Actor): Promise<TenantLimits> {
  authorise(actor, 'policy:read')
  const { tenantId } = actor
  const [layers, usage] = await Promise.all([
    readQuotaLayers(db, tenantId),
    readTenantUsage(db, tenantId, { environmentId: '', profile: '' }),
  ])
  const { maxRunners, maxConcurrency, monthlyBudget } = resolveQuota(layers)
  return {
    runners: { used: usage.runners, of: maxRunners.value ?? defaultQuota.maxRunners },
    concurrency: { used: usage.concurrency, of: maxConcurrency.value ?? defaultQuota.maxConcurrency },
    budget: { used: usage.monthly, of: monthlyBudget.value },
  }
}
