import { type Place, refuseAt } from './dockerfile-fault.ts'
import { execForm } from './exec-form.ts'

export type Healthcheck = {
  Test: string[]
  Interval?: number
  Timeout?: number
  StartPeriod?: number
  StartInterval?: number
  Retries?: number
}

const NANOSECONDS: Record<string, number> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 }
const durations = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
} as const

/** HEALTHCHECK as an image carries it: durations in nanoseconds. Throws `build_failed`. */
export function healthcheckOf(
  text: string,
  flags: Record<string, string>,
  place: Place,
  shell: readonly string[],
): Healthcheck {
  if (/^none$/i.test(text)) return { Test: ['NONE'] }
  const [, command] = /^CMD\s+([\s\S]+)$/i.exec(text) ?? []
  if (!command)
    throw refuseAt(place, 'HEALTHCHECK takes NONE, or CMD and a command.', 'Write HEALTHCHECK CMD ["/check"].')
  const list = execForm(command, place)
  const usual = shell.join(' ') === '/bin/sh -c'
  const test = list ? ['CMD', ...list] : usual ? ['CMD-SHELL', command] : ['CMD', ...shell, command]
  const check: Healthcheck = { Test: test }
  for (const [flag, field] of Object.entries(durations)) {
    const value = flags[flag]
    if (value !== undefined) check[field] = nanoseconds(value, flag, place)
  }
  if (flags.retries !== undefined) check.Retries = Number(flags.retries)
  return check
}

function nanoseconds(text: string, flag: string, place: Place): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)]
  if (!parts.length || parts.map(([whole]) => whole).join('') !== text) {
    throw refuseAt(place, `--${flag}=${text} is not a duration.`, 'Write it as 30s or 1m30s.')
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (NANOSECONDS[unit ?? ''] ?? 0), 0)
}
