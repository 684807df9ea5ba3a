import type { Command } from 'commander'
import { CliError, type Context } from '../context.ts'

type Health = {
  verdict: { tone: 'good' | 'wait' | 'bad'; sentences: string[] }
  waiting: number
  running: number
  retrying: number
  deadLetters: number
  workers: number
  lastHour: { succeeded: number; failed: number; denied: number }
}

/** `barecount health`: ends with 1 when something is wrong, so that a script can ask. */
export function registerHealthCommand(program: Command, context: Context): void {
  program
    .command('health')
    .description('how runs stand now; ends with 1 when something is wrong')
    .action(async () => {
      const health = await context.api().get<Health>('/health')
      context.print(health, (row) =>
        [
          ...(row.verdict.tone === 'bad' ? [] : row.verdict.sentences),
          `Last hour: ${row.lastHour.succeeded} succeeded, ${row.lastHour.failed} failed, ${row.lastHour.denied} denied`,
          `Now: ${row.waiting} waiting, ${row.running} running, ${row.retrying} due for a retry, ${row.deadLetters} dead letters`,
          `Workers: ${row.workers}`,
        ].join('\n'),
      )
      if (health.verdict.tone === 'bad') throw new CliError(health.verdict.sentences.join(' '))
    })
}
