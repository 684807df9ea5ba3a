import type { PolicyVerdict } from '../policy/schema.ts'
import type { DraftNext } from './validate-draft.schema.ts'

export type Outlook = {
  manifest: string
  /** The version submitting would make, or the one that is there already for the very same content. */
  version: { number: number; exists: boolean }
  environment: string
  verdict: PolicyVerdict
  approvers: number
}

/** What submitting and deploying would lead to, in sentences a person would say. Pure. */
export function whatHappensNext({ manifest, version, environment, verdict, approvers }: Outlook): DraftNext {
  const required = verdict.approvalsRequired
  const blocking = verdict.findings.filter(({ level }) => level !== 'advisory').length
  const submit = version.exists
    ? `This is version ${version.number} of ${manifest} as it is; submitting makes no new one.`
    : `Submitting makes version ${version.number} of ${manifest}.`
  const steps = [submit]
  if (!verdict.allowed) {
    const rules = blocking === 1 ? 'One rule stands' : `${blocking} rules stand`
    steps.push(`${rules} against deploying it to ${environment}.`)
  } else {
    steps.push('Deploying builds, scans and signs it.')
    steps.push(
      required === 0 ? `No approval is needed for ${environment}.` : askPeople(required, approvers, environment),
    )
    steps.push(`Then it is placed in ${environment}, registered, and tested by smoke jobs that run on it.`)
  }
  return { environment, approvalsRequired: required, approvers, steps }
}

function askPeople(required: number, approvers: number, environment: string): string {
  const wait = `It then waits for ${required === 1 ? 'one approver' : `${required} approvers`} before anything reaches ${environment}`
  if (approvers < required) return `${wait}, and the tenant has too few who may decide: ${approvers}.`
  return `${wait}; ${approvers === 1 ? 'one person' : `${approvers} people`} may decide.`
}
