import { listRules } from '#lib/alerts/queries.ts'
import { addRule } from '#lib/alerts/save-rule.ts'
import { alertRuleInput } from '#lib/alerts/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Alert rules of the tenant, each with how many alerts are open',
  permission: 'run:read',
  handler: async (actor) => ({ rules: await listRules(actor) }),
})

export const POST = route({
  summary: 'Add an alert rule',
  permission: 'alert:manage',
  body: alertRuleInput,
  status: 201,
  handler: (actor, { body }) => addRule(actor, body),
})
