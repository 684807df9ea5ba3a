import { type Tx, unsafeTx } from '../db/client.ts'
import type { PolicyException } from '../db/generated/client.ts'
import { type NamedScope, sayScope } from './say-scope.ts'

/** What an exception is read with to be named. */
export const namedRow = { manifest: { select: { name: true } }, environment: { select: { name: true } } } as const

export type NamedException = PolicyException & NamedScope

/** What every event about an exception says of it. */
export function nameOf(exception: NamedException) {
  const { id, rule, manifestId, environmentId } = exception
  return {
    ...(manifestId ? { manifestId } : {}),
    ...(environmentId ? { environmentId } : {}),
    exceptionId: id,
    rule,
    scope: sayScope(exception),
  }
}

/** Held before the lock of the question about it, by everybody, so that nobody waits for nobody. */
export async function lockException(tx: Tx, { tenantId, id }: { tenantId: string; id: string }): Promise<void> {
  await unsafeTx(tx).$queryRaw`select 1 from "PolicyException" where "tenantId" = ${tenantId} and id = ${id} for update`
}
