/** How a delegation stands at an instant: it holds from its start until its end, or until it was ended. Pure. */
export function delegationState(
  { startsAt, endsAt, endedAt }: { startsAt: Date; endsAt: Date; endedAt: Date | null },
  now: Date,
): 'scheduled' | 'active' | 'expired' {
  if (endedAt || endsAt <= now) return 'expired'
  return startsAt > now ? 'scheduled' : 'active'
}
