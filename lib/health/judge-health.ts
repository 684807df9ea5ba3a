import { sayDuration } from '../say-duration.ts'

export type Judged = {
  workers: number
  waiting: number
  oldestWaitMs: number | null
  failed: number
  succeeded: number
  openAlerts: number
  deadLetters: number
  paused: number
}

/** From this long on waiting is worth a word. */
const LONG_WAIT_MS = 60_000
/** From this share of failures on, in per cent. */
const MANY_FAIL = 10

const count = (n: number, one: string, many: string) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** How things stand, in short sentences, the gravest first; `well` when there is nothing to say. Pure. */
export function judgeHealth(facts: Judged): { tone: 'good' | 'wait' | 'bad'; sentences: string[] } {
  const { workers, waiting, oldestWaitMs, failed, succeeded, openAlerts, deadLetters, paused } = facts
  const grave: string[] = []
  const worth: string[] = []
  if (workers === 0) grave.push('No worker answers, so nothing that workers carry out begins.')
  const rate = failed + succeeded ? (100 * failed) / (failed + succeeded) : 0
  if (rate >= MANY_FAIL) grave.push(`${Math.round(rate)} % of the runs of the last hour failed.`)
  if (openAlerts) grave.push(`${count(openAlerts, 'alert is', 'alerts are')} open.`)
  if (oldestWaitMs !== null && oldestWaitMs >= LONG_WAIT_MS) {
    worth.push(`${count(waiting, 'run waits', 'runs wait')}, the oldest for ${sayDuration(oldestWaitMs)}.`)
  }
  if (deadLetters) worth.push(`${count(deadLetters, 'dead letter is', 'dead letters are')} open.`)
  if (paused) worth.push(`${count(paused, 'pause is', 'pauses are')} in force.`)
  const sentences = [...grave, ...worth]
  if (!sentences.length) return { tone: 'good', sentences: ['Everything runs as it should.'] }
  return { tone: grave.length ? 'bad' : 'wait', sentences }
}
