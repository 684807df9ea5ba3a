/** What decides whether a freeze bears on a change. `null` means every one. */
export type Frozen = {
  environmentId: string | null
  runnerClass: string | null
  startsAt: Date
  endsAt: Date
  liftedAt: Date | null
}

export type FreezeState = 'coming' | 'in_force' | 'over' | 'lifted'

/** From its start until just before its end, unless it was lifted. Pure. */
export function freezeState(freeze: Pick<Frozen, 'startsAt' | 'endsAt' | 'liftedAt'>, at: Date): FreezeState {
  if (freeze.liftedAt) return 'lifted'
  if (at < freeze.startsAt) return 'coming'
  return at < freeze.endsAt ? 'in_force' : 'over'
}

/** Whether a change of this class in this environment is within its scope. Pure. */
export function inScope(
  freeze: Pick<Frozen, 'environmentId' | 'runnerClass'>,
  change: { environmentId: string; runnerClass: string },
): boolean {
  const { environmentId, runnerClass } = freeze
  return (
    (environmentId === null || environmentId === change.environmentId) &&
    (runnerClass === null || runnerClass === change.runnerClass)
  )
}
