import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Calendar = { name: string; description: string; days: string[] }

/** `barecount calendar list|save|remove`. */
export function registerCalendarCommands(program: Command, context: Context): void {
  const calendar = program.command('calendar').description('days on which schedules do not fire')
  calendar
    .command('list')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('calendars by name')
    .action(async (options: { cursor?: string }) => {
      const page = await context.api().get<{ calendars: Calendar[]; next?: string }>('/calendars', options)
      context.print(page, ({ calendars, next }) => pageLines(calendars.map(line), next, 'No calendar is kept.'))
    })
  calendar
    .command('save')
    .argument('<name>')
    .argument('<days...>', 'days such as 2026-12-25, or spans such as 2026-12-24/2027-01-06')
    .option('--description <text>', 'what these days are')
    .description('keep a calendar, new or changed')
    .action(async (name: string, days: string[], { description }: { description?: string }) => {
      const answer = await context.api().post<{ name: string }>('/calendars', { name, days, description })
      context.print(answer, () => `${name} is kept`)
    })
  calendar
    .command('remove')
    .argument('<name>')
    .description('remove a calendar that no schedule excludes')
    .action(async (name: string) => {
      await context.api().remove(`/calendars/${name}`)
      context.print({ name }, () => `${name} is removed`)
    })
}

const line = ({ name, days, description }: Calendar): string =>
  `${name}  ${days.join(', ')}${description ? `  ${description}` : ''}`
