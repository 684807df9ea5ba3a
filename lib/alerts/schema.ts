import { z } from 'zod'
import { runnerClasses } from '../manifests/classes.ts'
import { alertKinds, alertStates } from './alert-words.ts'

const name = z.string().trim().min(1, 'Give it a name.').max(80)
const reason = z.string().trim().min(3, 'Say why, in a few words.').max(500)
const id = z.string().max(40)
const roles = ['engineer', 'approver', 'auditor', 'overrider', 'responder', 'admin'] as const

/** A week: older figures are forgotten. */
export const MOST_MINUTES = 7 * 24 * 60
/** A tenant has a handful of rules; each is looked at every minute, among those of all tenants. */
export const MOST_RULES = 200
/** Nobody silences further ahead; what never matters is a rule to remove. */
export const MAX_SILENCE_DAYS = 90

export const alertRuleInput = z.strictObject({
  name,
  kind: z.enum(alertKinds),
  threshold: z.int().min(1).max(1_000_000),
  windowMinutes: z.int().min(5).max(MOST_MINUTES).default(60),
  /** Of an error rate: fewer runs say nothing. */
  leastRuns: z.int().min(1).max(1_000_000).default(1),
  /** Each runner of the scope by itself; else all of them as one. */
  eachRunner: z.boolean().default(true),
  runnerId: id.optional(),
  environment: z.string().max(80).optional(),
  class: z.enum(runnerClasses).optional(),
  /** Members with one of these roles are told. */
  tell: z.array(z.enum(roles)).max(roles.length).default(['engineer', 'admin']),
  active: z.boolean().default(true),
})
export type AlertRuleInput = z.input<typeof alertRuleInput>

export const changeRuleInput = alertRuleInput.extend({ id })
export type ChangeRuleInput = z.input<typeof changeRuleInput>

export const removeRuleInput = z.strictObject({ id })
export type RemoveRuleInput = z.input<typeof removeRuleInput>

export const silenceInput = z.strictObject({
  /** Left out, with the runner: every alert. */
  ruleId: id.optional(),
  runnerId: id.optional(),
  endsAt: z.iso.datetime({ offset: true }),
  reason,
})
export type SilenceInput = z.input<typeof silenceInput>

export const endSilenceInput = z.strictObject({ id })
export type EndSilenceInput = z.input<typeof endSilenceInput>

/** What the list of alerts is narrowed to. */
export const alertFilters = z.object({
  state: z.enum(alertStates).optional(),
  ruleId: id.optional(),
  runnerId: id.optional(),
})
export type AlertFilters = z.output<typeof alertFilters>
