import { type Tx, unsafeTx } from '../db/client.ts'
import type { Replay } from '../db/generated/client.ts'

export type ReplayRow = Replay
type Ref = { tenantId: string; id: string }

/** A replay with its row locked until the transaction ends; undefined when there is none. */
export async function lockReplay(tx: Tx, { tenantId, id }: Ref): Promise<ReplayRow | undefined> {
  await unsafeTx(tx).$queryRaw`select 1 from "Replay" where "tenantId" = ${tenantId} and id = ${id} for update`
  return (await tx.replay.findFirst({ where: { tenantId, id } })) ?? undefined
}

/** The same, unless somebody else has it: several workers drive replays, each one at a time. */
export async function takeReplay(tx: Tx, { tenantId, id }: Ref): Promise<ReplayRow | undefined> {
  const taken = await unsafeTx(tx).$queryRaw<unknown[]>`
    select 1 from "Replay"
    where "tenantId" = ${tenantId} and id = ${id} and "finishedAt" is null for update skip locked`
  return taken.length ? ((await tx.replay.findFirst({ where: { tenantId, id } })) ?? undefined) : undefined
}

/** A replay as evidence names it. Pure. */
export const nameOf = ({ id, itemCount, listDigest }: ReplayRow) => ({
  replayId: id,
  items: itemCount,
  listDigest,
})
