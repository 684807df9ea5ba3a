import type { Tx } from '../db/client.ts'
import type { Involved } from './involved.ts'
import { outcomes } from './outcomes.ts'
import type { RequestRow } from './request-row.ts'

/** Everybody who may not decide on a request, with every reason: who asked, and whom its kind names. */
export async function involvedIn(tx: Tx, request: RequestRow): Promise<Involved[]> {
  const others = (await outcomes[request.kind].involved?.(tx, request)) ?? []
  const all: Involved[] = [{ userId: request.requestedById, why: 'requested' }, ...others]
  const seen = new Set<string>()
  return all.filter(({ userId, why, detail = '' }) => {
    const key = `${userId} ${why} ${detail}`
    return seen.has(key) ? false : seen.add(key)
  })
}
