import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { unsafeDb } from '../db/client.ts'
import { changesOf } from '../live/changes.ts'
import { boardOf } from '../live/notify.ts'
import type { ServerSentEvent } from '../live/server-sent-events.ts'

/**
 * Says whenever something on the tenant's board changed; what, the board itself is asked. `again` makes the actor anew
 * before each look, so that whoever is signed out or removed meanwhile is told nothing more.
 */
export async function* followBoard(
  actor: Actor,
  again: () => Promise<Actor>,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  let seen: string | undefined
  for await (const _ of changesOf(boardOf(actor.tenantId), signal)) {
    const now = await again()
    if (now.tenantId !== actor.tenantId || now.userId !== actor.userId) return
    authorise(now, 'runner:read')
    const mark = await boardMark(now.tenantId)
    if (mark !== seen) yield { event: 'changed', data: {} }
    seen = mark
  }
}

/** Another text after anything on the board is another: deployments, holds, runs. Four looks at the end of an index. */
async function boardMark(tenantId: string): Promise<string> {
  const [row] = await unsafeDb.$queryRaw<{ mark: string }[]>`
    select concat_ws(' ',
      (select id from "Deployment" where "tenantId" = ${tenantId} order by id desc limit 1),
      (select string_agg(id || status::text, ',' order by id) from "Deployment" where "tenantId" = ${tenantId}
        and status not in ('succeeded', 'failed', 'cancelled', 'superseded')),
      (select string_agg(id, ',' order by id) from "PromotionHold" where "tenantId" = ${tenantId}
        and "releasedAt" is null),
      (select id || status::text from "Run" where "tenantId" = ${tenantId} order by id desc limit 1)) as mark`
  return row?.mark ?? ''
}
