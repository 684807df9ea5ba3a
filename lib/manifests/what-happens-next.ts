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
  const required = approvalsOf(verdict)
  const blocking = verdict.findings.filter(({ level }) => level !== 'advisory').length
  const submit = version.exists
    ? `This is version ${version.number} of ${manifest} as it is; submitting makes no new one.`
    : `Submitting makes version ${version.number} of ${manifest}.`
  const steps = [submit]
  const rules = blocking === 1 ? 'One rule stands' : `${blocking} rules stand`
  const against = `${rules} against deploying it to ${environment}`
  if (!verdict.allowed && !verdict.overridable) {
    steps.push(`${against}.`)
  } else {
    steps.push('Deploying builds, scans and signs it.')
    if (!verdict.allowed) {
      steps.push(`${against}; somebody with the override permission may let it pass, with a reason.`)
    }
    if (required > 0) steps.push(askPeople(required, approvers, environment))
    else if (verdict.allowed) steps.push(`No approval is needed for ${environment}.`)
    steps.push(`Then it is placed in ${environment}, registered, and tested by smoke jobs that run on it.`)
  }
  return { environment, approvalsRequired: verdict.approvalsRequired, approvers, steps }
}

/** How many must approve, those apart who would let a soft finding pass. */
function approvalsOf({ approvalsRequired, slots }: PolicyVerdict): number {
  if (!slots) return approvalsRequired
  return Math.max(0, ...slots.filter(({ overrides }) => !overrides).map(({ count }) => count))
}

function askPeople(required: number, approvers: number, environment: string): string {
  const wait = `It then waits for ${required === 1 ? 'one approver' : `${required} approvers`} before anything reaches ${environment}`
  if (approvers < required) return `${wait}, and the tenant has too few who may decide: ${approvers}.`
  return `${wait}; ${approvers === 1 ? 'one person' : `${approvers} people`} may decide.`
}
