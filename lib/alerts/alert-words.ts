import { sayDuration } from '../say-duration.ts'

// Apart from schema.ts, so that pages which only name alerts do not carry the whole validator.

export const alertKinds = [
  'error_rate',
  'retry_storm',
  'dead_letter_growth',
  'budget_projection',
  'idle_hosts',
] as const
export type AlertKindName = (typeof alertKinds)[number]

export const alertStates = ['open', 'resolved'] as const

type Words = {
  title: string
  /** What it looks at, in one sentence. */
  looksAt: string
  /** What the threshold counts. */
  unit: string
  /** One of it. */
  one?: string
  /** Whether runners can be looked at one by one. */
  byRunner: boolean
}

export const alertKindWords: Record<AlertKindName, Words> = {
  error_rate: {
    title: 'Error rate',
    looksAt: 'The share of the runs that ended and failed. Denied and cancelled ones do not count.',
    unit: '% of runs',
    byRunner: true,
  },
  retry_storm: {
    title: 'Retry storm',
    looksAt: 'How many retries were used.',
    unit: 'retries',
    one: 'retry',
    byRunner: true,
  },
  dead_letter_growth: {
    title: 'Dead letters grow',
    looksAt: 'How many dead letters came and are still open.',
    unit: 'dead letters',
    one: 'dead letter',
    byRunner: true,
  },
  budget_projection: {
    title: 'Budget projection',
    looksAt: 'What the month will have cost at its end if it goes on like this, against the budget.',
    unit: '% of the budget',
    byRunner: false,
  },
  idle_hosts: {
    title: 'Idle hosts',
    looksAt: 'Hosts and containers that are up and had nothing to do.',
    unit: 'hosts',
    one: 'host',
    byRunner: true,
  },
}

const figure = (value: number) => (Number.isInteger(value) ? value.toLocaleString('en-US') : value.toFixed(1))
const many = (value: number, one: string, more: string) => `${figure(value)} ${value === 1 ? one : more}`

type Said = { kind: AlertKindName; value: number; threshold: number; windowMinutes: number; about: string }

/** What a rule found, in one sentence. `about`: a runner with its environment, or the scope in words. Pure. */
export function sayAlert({ kind, value, threshold, windowMinutes, about }: Said): string {
  const window = sayDuration(windowMinutes * 60_000)
  switch (kind) {
    case 'error_rate':
      return `${figure(value)} % of the runs of ${about} failed in ${window}; the limit is ${threshold} %.`
    case 'retry_storm':
      return `${about} used ${many(value, 'retry', 'retries')} in ${window}; the limit is ${figure(threshold)}.`
    case 'dead_letter_growth':
      return `${many(value, 'dead letter', 'dead letters')} of ${about} came in ${window} and ${value === 1 ? 'is' : 'are'} open; the limit is ${figure(threshold)}.`
    case 'budget_projection':
      return `Going on like this, ${about} will have spent ${figure(value)} % of the month’s budget; the limit is ${threshold} %.`
    case 'idle_hosts':
      return `${many(value, 'host', 'hosts')} of ${about} had nothing to do for ${window}; the limit is ${figure(threshold)}.`
  }
}

type Scope = { runner?: string | null; environment?: string | null; runnerClass?: string | null }

/** What a rule covers, in words: "the tenant", "container runners in prod". Pure. */
export function sayRuleScope({ runner, environment, runnerClass }: Scope): string {
  if (runner) return runner
  const classes = runnerClass ? `${runnerClass.replaceAll('_', ' ')} runners` : undefined
  if (environment) return `${classes ?? 'the runners'} in ${environment}`
  return classes ?? 'the tenant'
}
