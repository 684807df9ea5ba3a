import { absent, controls, type IsolationReport } from '../provisioning/isolation.ts'

/** Every wall an isolation report has; of what the agent did not tell it says so. Pure. */
export function wholeReport(told: Partial<IsolationReport>): IsolationReport {
  const walls = controls.map((name) => [name, told[name] ?? absent('the agent said nothing of it')])
  return Object.fromEntries(walls) as IsolationReport
}
