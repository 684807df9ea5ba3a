import { z } from 'zod'
import { removeRule } from '#lib/alerts/remove-rule.ts'
import { changeRule } from '#lib/alerts/save-rule.ts'
import { alertRuleInput } from '#lib/alerts/schema.ts'
import { route } from '#lib/http/route.ts'

const params = z.object({ ruleId: z.string().max(40) })

export const PUT = route({
  summary: 'Change an alert rule; what is left out becomes what a new rule has',
  permission: 'alert:manage',
  params,
  body: alertRuleInput,
  handler: (actor, { params: { ruleId }, body }) => changeRule(actor, { ...body, id: ruleId }),
})

export const DELETE = route({
  summary: 'Remove an alert rule; its alerts stay in the history',
  permission: 'alert:manage',
  params,
  handler: (actor, { params: { ruleId } }) => removeRule(actor, { id: ruleId }),
})
