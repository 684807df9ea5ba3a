'use server'

import { z } from 'zod'
import { addUsualRules } from '#lib/alerts/add-usual-rules.ts'
import { removeRule } from '#lib/alerts/remove-rule.ts'
import { addRule, changeRule } from '#lib/alerts/save-rule.ts'
import { alertRuleInput, changeRuleInput, endSilenceInput, removeRuleInput, silenceInput } from '#lib/alerts/schema.ts'
import { endSilence, silenceAlerts } from '#lib/alerts/silence-alerts.ts'
import { action } from '#lib/http/action.ts'

export const addRuleAction = action({
  permission: 'alert:manage',
  input: alertRuleInput,
  handler: (actor, input) => addRule(actor, input),
})

export const changeRuleAction = action({
  permission: 'alert:manage',
  input: changeRuleInput,
  handler: (actor, input) => changeRule(actor, input),
})

export const removeRuleAction = action({ permission: 'alert:manage', input: removeRuleInput, handler: removeRule })

export const addUsualRulesAction = action({
  permission: 'alert:manage',
  input: z.strictObject({}),
  handler: (actor) => addUsualRules(actor),
})

export const silenceAction = action({
  permission: 'alert:manage',
  input: silenceInput,
  handler: (actor, input) => silenceAlerts(actor, input),
})

export const endSilenceAction = action({ permission: 'alert:manage', input: endSilenceInput, handler: endSilence })
