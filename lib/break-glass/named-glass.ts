import { type Tx, unsafeTx } from '../db/client.ts'
import type { BreakGlass } from '../db/generated/client.ts'

/** What a break-glass is read with to be named. */
export const namedRow = {
  environment: { select: { id: true, name: true } },
  manifest: { select: { id: true, name: true } },
} as const

export type NamedGlass = BreakGlass & {
  environment: { id: string; name: string }
  manifest: { id: string; name: string } | null
}

/** What every event about a break-glass says of it. */
export function nameOf({ id, environmentId, manifestId, environment, manifest }: NamedGlass) {
  return {
    environmentId,
    ...(manifestId ? { manifestId } : {}),
    breakGlassId: id,
    environment: environment.name,
    manifest: manifest?.name,
  }
}

/** "everything in prod", "orders in prod". Pure. */
export function sayGlass({ environment, manifest }: Pick<NamedGlass, 'environment' | 'manifest'>): string {
  return `${manifest?.name ?? 'everything'} in ${environment.name}`
}

/** Held while a use is written down and while its review is decided, so that no review misses a use. */
export async function lockGlass(tx: Tx, { tenantId, id }: { tenantId: string; id: string }): Promise<void> {
  await unsafeTx(tx).$queryRaw`select 1 from "BreakGlass" where "tenantId" = ${tenantId} and id = ${id} for update`
}
