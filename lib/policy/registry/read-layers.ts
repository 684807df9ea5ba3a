import { type Tx, unsafeTx } from '../../db/client.ts'
import { loadPolicies, mergeLayers, type PolicySet, type PolicySource, policySourceSchema } from '../load-policies.ts'
import { type PolicyScopeName, policyScopes } from './schema.ts'

/** The text of a layer that counts. */
export type ActiveLayer = { scope: PolicyScopeName; scopeTenantId: string; version: number; source: PolicySource }

/** The active texts of the platform and of one tenant; of every tenant when none is named. The platform's first. */
export async function readLayers(tx: Tx, tenantId?: string): Promise<ActiveLayer[]> {
  // Versions belong to layers; the platform's layer belongs to no tenant.
  const rows = await unsafeTx(tx).policyVersion.findMany({
    where: {
      activatedAt: { not: null },
      retiredAt: null,
      ...(tenantId !== undefined && { scopeTenantId: { in: ['', tenantId] } }),
    },
    orderBy: { scope: 'asc' },
    select: { scope: true, scopeTenantId: true, version: true, policies: true },
  })
  return rows.map(({ policies, ...layer }) => ({ ...layer, source: policySourceSchema.parse(policies) }))
}

/** Of all layers those that apply to a tenant ('' for none but the platform's). Pure. */
export function layersFor(layers: readonly ActiveLayer[], tenantId: string): ActiveLayer[] {
  return layers.filter(({ scopeTenantId }) => scopeTenantId === '' || scopeTenantId === tenantId)
}

/** The same layers with a draft's texts in the place of its layer. The schema stays the platform's. Pure. */
export function withDraft(
  layers: readonly ActiveLayer[],
  draft: { scope: PolicyScopeName; scopeTenantId: string; policies: Record<string, string> },
): ActiveLayer[] {
  const { scope, scopeTenantId, policies } = draft
  const isIts = (layer: ActiveLayer) => layer.scope === scope && layer.scopeTenantId === scopeTenantId
  const schema = layers.find(isIts)?.source.schema ?? ''
  const drafted = { scope, scopeTenantId, version: 0, source: { schema, policies } }
  const rank = ({ scope: of }: ActiveLayer) => policyScopes.indexOf(of)
  return [...layers.filter((layer) => !isIts(layer)), drafted].sort((a, b) => rank(a) - rank(b))
}

/** The set that layers make. Throws when it cannot be asked; undefined when there is nothing to ask. */
export function setOf(layers: readonly ActiveLayer[]): PolicySet | undefined {
  if (layers.length === 0) return undefined
  return loadPolicies(
    mergeLayers(layers.map(({ source }) => source)),
    layers.map(({ version }) => version),
  )
}

/** The schema every rule has to fit. */
export function schemaOf(layers: readonly ActiveLayer[]): string {
  return layers.find(({ scope }) => scope === 'platform')?.source.schema ?? ''
}
