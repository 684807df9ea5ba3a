import type { Allowance, Load } from '../runs/admission.ts'
import type { LimitLeft } from './forecast.ts'

/**
 * What is left this month of the tenant's budgets and of its hours by class, after what has been used and what is set
 * aside for runs under way. Limits nobody set are left out. Pure.
 */
export function limitsLeft({ budget, environments, hours }: Load): LimitLeft[] {
  return [
    ...leftOf('tenant_budget', '', budget),
    ...[...environments].flatMap(([id, allowance]) => leftOf('environment_budget', id, allowance)),
    ...[...hours].flatMap(([name, allowance]) => leftOf('class_hours', name, allowance)),
  ]
}

function leftOf(what: LimitLeft['what'], of: string, { used, reserved, limit }: Allowance): LimitLeft[] {
  return limit === undefined ? [] : [{ what, of, limit, left: limit - used - reserved }]
}
