import { formatDelta, formatMicros } from '../cost/money.ts'
import type { CostEstimate } from '../cost/schema.ts'
import type { EffectiveCounts } from '../findings/effective-counts.ts'
import type { FieldChange } from '../manifests/diff-manifests.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import type { PolicyFinding } from '../policy/schema.ts'
import type { ChangePlan } from '../provisioning/plan-changes.ts'
import type { DecisionMark, DecisionRow } from './decision-body.ts'

/** Everything told about a deployment that waits. */
export type DeploymentFacts = {
  deployment: { id: string; kind: 'deploy' | 'promote' | 'rollback' | 'destroy'; artifactDigest: string | null }
  manifest: { id: string; name: string }
  environment: { name: string; rank: number }
  version: { id: string; version: number; text: string; digest: string }
  declared: NormalisedManifest
  live: {
    runnerId: string
    version: number
    text: string
    perMonth: number | null
    runsToday: number
    running: number
  } | null
  fields: FieldChange[] | null
  policy: { policyVersion: number; findings: PolicyFinding[] } | null
  cost: CostEstimate | null
  scan: { at: Date; artifactId: string; counts: EffectiveCounts; unknown: number; components: number } | null
  signed: boolean
  plan: ChangePlan | undefined
  similar: DecisionRow[]
  exceptions: string[]
}

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** The strip on top: how each side stands, in a word and a figure. Pure. */
export function deploymentMarks(facts: DeploymentFacts): DecisionMark[] {
  return [
    policyMark(facts),
    planMark(facts),
    costMark(facts),
    scanMark(facts),
    signatureMark(facts),
    exceptionMark(facts),
  ]
}

function policyMark({ policy }: DeploymentFacts): DecisionMark {
  const named = { name: 'Policy', section: 'policy' }
  if (!policy) return { ...named, word: 'Not asked', note: '', tone: 'bad' }
  const standing = policy.findings.filter(({ level, overriddenBy }) => level !== 'advisory' && !overriddenBy)
  const hard = standing.some(({ level }) => level === 'hard')
  const word = hard ? 'Denied' : standing.length ? 'Needs an override' : 'Allowed'
  const note = `${plural(policy.findings.length, 'remark')}, version ${policy.policyVersion}`
  return { ...named, word, note, tone: hard ? 'bad' : standing.length ? 'wait' : 'good' }
}

function planMark({ plan, live }: DeploymentFacts): DecisionMark {
  const named = { name: 'Plan', section: 'plan' }
  if (!plan) return { ...named, word: 'Unknown', note: 'its size is not offered', tone: 'bad' }
  const of = (action: string) => plan.changes.filter((change) => change.action === action).length
  const [made, changed, removed] = [of('create'), of('update'), of('delete')]
  const word = plan.changes.length ? plural(plan.changes.length, 'change') : 'No change'
  const note = live ? `+${made} ~${changed} −${removed}` : 'all of it new'
  return { ...named, word, note, tone: removed ? 'wait' : 'neutral' }
}

function costMark({ cost, live }: DeploymentFacts): DecisionMark {
  const named = { name: 'Cost', section: 'cost', tone: 'neutral' as const }
  if (!cost) return { ...named, word: 'Not estimated', note: '', tone: 'wait' }
  const before = live?.perMonth
  if (before === undefined || before === null)
    return { ...named, word: formatMicros(cost.perMonth), note: 'a month, new' }
  const delta = cost.perMonth - before
  return { ...named, word: formatDelta(delta), note: `to ${formatMicros(cost.perMonth)} a month` }
}

function scanMark({ scan }: DeploymentFacts): DecisionMark {
  const named = { name: 'Scan', section: 'scan' }
  if (!scan) return { ...named, word: 'Not scanned', note: '', tone: 'bad' }
  const { critical, high, secrets, raw } = scan.counts
  const serious = critical + high + secrets
  const excused = raw.critical + raw.high + raw.secrets - serious
  const note = excused
    ? `${plural(excused, 'more')} excused by triage`.replace('mores', 'more')
    : `${scan.unknown} of ${scan.components} packages unknown`
  return { ...named, word: serious ? `${serious} serious` : 'Nothing serious', note, tone: serious ? 'bad' : 'good' }
}

const signatureMark = ({ signed }: DeploymentFacts): DecisionMark => ({
  name: 'Signatures',
  section: 'scan',
  word: signed ? 'Verified' : 'Does not verify',
  note: signed ? 'just now, 1 provenance' : '0 that count',
  tone: signed ? 'good' : 'bad',
})

const exceptionMark = ({ exceptions }: DeploymentFacts): DecisionMark => ({
  name: 'Exceptions',
  section: 'exceptions',
  word: exceptions.length ? plural(exceptions.length, 'in play', 'in play') : 'None',
  note: exceptions.length ? 'it would be denied without' : '0 needed',
  tone: exceptions.length ? 'wait' : 'good',
})
