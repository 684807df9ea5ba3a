import { z } from 'zod'

/** A place in a log: the `seq` of the last chunk somebody has seen, 0 before the first. */
export const logPosition = z.coerce
  .bigint()
  .min(0n)
  .max(2n ** 63n - 1n)
  .default(0n)

/** Where a follower goes on: a browser that reconnects says so in a header, which wins when it is one of our ids. */
export function positionOf(request: Request, after: bigint): bigint {
  return logPosition.safeParse(request.headers.get('last-event-id') ?? after).data ?? after
}
