import type { Tx } from '../../db/client.ts'
import type { AlertRule } from '../../db/generated/client.ts'

/** What a rule found of one runner, or, with an empty runner, of its scope as one. */
export type Measured = { runnerId: string; value: number }

/** Reads the figures of a rule. Only counters are read, each by an index; never the runs themselves. */
export type Measure = (tx: Tx, rule: AlertRule, now: Date) => Promise<Measured[]>

/** When the window of a rule began. Pure. */
export const windowStart = (rule: Pick<AlertRule, 'windowMinutes'>, now: Date): Date =>
  new Date(now.getTime() - rule.windowMinutes * 60_000)

/** One figure a runner as the rule asks for them: by runner, or added up. Pure. */
export function byScope(rule: Pick<AlertRule, 'eachRunner'>, rows: readonly Measured[]): Measured[] {
  if (rule.eachRunner) return [...rows]
  return [{ runnerId: '', value: rows.reduce((sum, { value }) => sum + value, 0) }]
}
