type Silence = {
  id: string
  ruleId: string | null
  runnerId: string | null
  startsAt: Date
  endsAt: Date
  endedAt: Date | null
}
type About = { ruleId: string; runnerId: string }

/** Whether a silence holds at `at`. From its start until just before its end, unless it was ended. Pure. */
export const isSilent = ({ startsAt, endsAt, endedAt }: Pick<Silence, 'startsAt' | 'endsAt' | 'endedAt'>, at: Date) =>
  endedAt === null && startsAt <= at && at < endsAt

/** The silence that holds an alert back at `at`; of several the one that lasts longest. Pure. */
export function silencedBy(silences: readonly Silence[], about: About, at: Date): string | undefined {
  return silences
    .filter((silence) => isSilent(silence, at))
    .filter(({ ruleId }) => ruleId === null || ruleId === about.ruleId)
    .filter(({ runnerId }) => runnerId === null || runnerId === about.runnerId)
    .sort((a, b) => b.endsAt.getTime() - a.endsAt.getTime())[0]?.id
}
