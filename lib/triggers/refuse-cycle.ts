import { type Tx, unsafeTx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { NormalisedTrigger } from '../manifests/schema.ts'

type Place = { tenantId: string; runnerId: string; environmentId: string; pipeline: string }

/** Throws `invalid_state` when a pipeline would follow itself over others: one success would then begin runs for ever. */
export async function refuseCycle(tx: Tx, place: Place, declared: readonly NormalisedTrigger[]): Promise<void> {
  const upstream = declared.flatMap((trigger) => (trigger.kind === 'upstream' ? [trigger.pipeline] : []))
  if (!upstream.length) return
  const { tenantId, environmentId, pipeline } = place
  // Of two deployments at the same moment, each of which would close the other's circle, the second is to see the first's.
  const lock = `upstream:${tenantId}:${environmentId}`
  await unsafeTx(tx).$executeRaw`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`
  const path = pathUp(upstream, pipeline, await followedBy(tx, place))
  if (!path) return
  const circle = [pipeline, ...path].join(' follows ')
  throw new BareCountError('invalid_state', `${circle}: one success would begin runs without an end.`, {
    remedy: 'Take one of these upstream triggers out.',
  })
}

/** What each pipeline follows; this runner's own triggers are about to be others. */
async function followedBy(tx: Tx, { tenantId, runnerId, environmentId }: Place): Promise<Map<string, string[]>> {
  const rows = await unsafeTx(tx).$queryRaw<{ name: string; above: string[] }[]>`
    select r.pipeline as name, array_agg(distinct t.pipeline) as above
    from "Trigger" t join "Runner" r on r."tenantId" = t."tenantId" and r.id = t."runnerId"
    where t."tenantId" = ${tenantId} and t."environmentId" = ${environmentId} and t.active and t.kind = 'upstream'
      and t."runnerId" <> ${runnerId}
    group by r.pipeline`
  return new Map(rows.map(({ name, above }) => [name, above]))
}

/** A way from what is followed up to `end`, each pipeline looked at once however many ways lead to it. Pure. */
function pathUp(from: readonly string[], end: string, above: ReadonlyMap<string, string[]>): string[] | undefined {
  const paths = new Map(from.map((name) => [name, [name]]))
  for (const [name, path] of paths) {
    if (name === end) return path
    for (const next of above.get(name) ?? []) if (!paths.has(next)) paths.set(next, [...path, next])
  }
  return undefined
}
