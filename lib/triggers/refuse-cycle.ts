import { type Tx, unsafeTx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { NormalisedTrigger } from '../manifests/schema.ts'

type Place = { tenantId: string; runnerId: string; environmentId: string; pipeline: string }

/** Throws `invalid_state` when a pipeline would follow itself over others: one success would then begin runs for ever. */
export async function refuseCycle(tx: Tx, place: Place, declared: readonly NormalisedTrigger[]): Promise<void> {
  const upstream = declared.flatMap((trigger) => (trigger.kind === 'upstream' ? [trigger.pipeline] : []))
  if (!upstream.length) return
  const { tenantId, runnerId, environmentId, pipeline } = place
  // Up from what it follows to what those follow; this runner's own triggers are about to be others.
  const found = await unsafeTx(tx).$queryRaw<{ path: string[] }[]>`
    with recursive above (name, path) as (
      select name, array[name] from unnest(${upstream}::text[]) name
      union all
      select t.pipeline, above.path || t.pipeline
      from above
      join "Runner" r on r."tenantId" = ${tenantId} and r."environmentId" = ${environmentId} and r.pipeline = above.name
        and r.id <> ${runnerId}
      join "Trigger" t on t."tenantId" = r."tenantId" and t."runnerId" = r.id and t.active and t.kind = 'upstream'
      where not t.pipeline = any (above.path) and above.name <> ${pipeline}
    )
    select path from above where name = ${pipeline} limit 1`
  if (!found[0]) return
  const circle = [pipeline, ...found[0].path].join(' follows ')
  throw new BareCountError('invalid_state', `${circle}: one success would begin runs without an end.`, {
    remedy: 'Take one of these upstream triggers out.',
  })
}
