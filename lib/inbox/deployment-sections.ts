import type { RequestRow } from '../approvals/request-row.ts'
import type { DecisionBlock, DecisionFact, DecisionSection } from './decision-body.ts'
import type { DeploymentFacts } from './deployment-marks.ts'

/** What is below the strip, each with the anchor that its mark leads to. Pure. */
export function deploymentSections(facts: DeploymentFacts, request: RequestRow): DecisionSection[] {
  return [
    {
      id: 'plan',
      title: 'What happens to what runs',
      ...(facts.plan?.unchanged ? { note: `${facts.plan.unchanged} others stay as they are.` } : {}),
      blocks: facts.plan
        ? [{ type: 'plan', changes: facts.plan.changes, unchanged: facts.plan.unchanged }]
        : [{ type: 'text', text: 'Its size is not in the catalog, so nothing can be said.' }],
    },
    { id: 'manifest', title: 'Manifest', blocks: [manifestBlock(facts)] },
    { id: 'policy', title: 'Policy', ...policyNote(facts), blocks: [policyBlock(facts)] },
    { id: 'cost', title: 'Cost', blocks: [costBlock(facts)] },
    { id: 'scan', title: 'Scan and signatures', blocks: [{ type: 'facts', items: scanFacts(facts) }] },
    { id: 'exceptions', title: 'Exceptions in play', blocks: [exceptionBlock(facts)] },
    { id: 'touches', title: 'What and whom it touches', blocks: [{ type: 'facts', items: touches(facts, request) }] },
    {
      id: 'similar',
      title: 'How similar requests were decided',
      note: 'The same manifest, or the same class and size, in this environment; the newest five.',
      blocks: [{ type: 'rows', rows: facts.similar, empty: 'This is the first of its kind here.' }],
    },
  ]
}

function manifestBlock({ live, version, fields }: DeploymentFacts): DecisionBlock {
  if (!live) return { type: 'text', text: 'Everything in it is new: nothing of it runs here yet.' }
  if (live.text === version.text) return { type: 'text', text: 'The manifest is the one that runs, to the letter.' }
  return {
    type: 'manifest',
    before: live.text,
    after: version.text,
    fields: fields ?? [],
    titles: { left: `Version ${live.version}, runs now`, right: `Version ${version.version}, asked for` },
  }
}

const policyNote = ({ policy }: DeploymentFacts) =>
  policy ? { note: `Judged by version ${policy.policyVersion}.` } : {}

function policyBlock({ policy }: DeploymentFacts): DecisionBlock {
  if (!policy?.findings.length) return { type: 'text', text: 'Policy has no remarks.' }
  const findings = policy.findings.map(({ id, level, reason, remedy, overriddenBy }) => ({
    ...{ id, level, reason, remedy: remedy ?? '' },
    ...(overriddenBy && { settled: 'overridden' }),
  }))
  return { type: 'findings', findings }
}

function costBlock({ cost, live }: DeploymentFacts): DecisionBlock {
  if (!cost) return { type: 'text', text: 'There is no estimate.' }
  const lines = cost.lines.map(({ label, micros, detail }) => ({ label, micros, detail }))
  return { type: 'cost', lines, perMonth: cost.perMonth, before: live?.perMonth ?? null }
}

function scanFacts({ scan, signed, deployment, version }: DeploymentFacts): DecisionFact[] {
  const facts: DecisionFact[] = [
    {
      term: 'Artifact',
      value: deployment.artifactDigest ?? 'not built',
      mono: true,
      ...(scan && { href: `/artifacts/${scan.artifactId}` }),
    },
    { term: 'Manifest', value: version.digest, mono: true },
    {
      term: 'Signature',
      value: signed ? 'Its provenance verifies now, with a key that is not revoked.' : 'No provenance verifies.',
      tone: signed ? 'good' : 'bad',
    },
  ]
  if (!scan) return [...facts, { term: 'Scan', value: 'Never scanned.', tone: 'bad' }]
  const { counts } = scan
  const count = (name: 'critical' | 'high' | 'medium' | 'secrets' | 'deniedLicences', term: string): DecisionFact => ({
    term,
    value:
      counts.raw[name] > counts[name] ? `${counts[name]} (${counts.raw[name]} before triage)` : String(counts[name]),
    ...(counts[name] > 0 && name !== 'medium' ? { tone: 'bad' as const } : {}),
  })
  return [
    ...facts,
    count('critical', 'Critical'),
    count('high', 'High'),
    count('medium', 'Medium'),
    count('secrets', 'Secrets in it'),
    count('deniedLicences', 'Denied licences'),
    { term: 'Unknown', value: `${scan.unknown} of ${scan.components} packages; nothing is known of them.` },
  ]
}

function exceptionBlock({ exceptions }: DeploymentFacts): DecisionBlock {
  if (!exceptions.length) return { type: 'text', text: 'It needs no exception.' }
  const rows = exceptions.map((id) => ({ title: id, href: `/exceptions/${id}`, note: 'Without it policy would deny.' }))
  return { type: 'rows', rows, empty: '' }
}

function touches({ declared, environment, live, deployment }: DeploymentFacts, request: RequestRow): DecisionFact[] {
  const { runner, metadata } = declared
  const list = (words: readonly string[], none: string) => (words.length ? words.join(', ') : none)
  return [
    { term: 'Environment', value: `${environment.name}, rank ${environment.rank}` },
    { term: 'Pipeline', value: `${metadata.pipeline} version ${metadata.pipeline_version}` },
    { term: 'Owner', value: metadata.owner },
    { term: 'Data', value: metadata.data_classification },
    { term: 'Secrets', value: list([...new Set(Object.values(runner.secrets))], 'It reads none.') },
    { term: 'Reaches', value: list(runner.egress_allow, 'Nothing outside.') },
    {
      term: 'Runs today',
      value: live ? `${live.runsToday}, ${live.running} of them going on now` : 'None: it does not run yet.',
      ...(live && { href: `/runs?runner=${live.runnerId}` }),
      ...(live?.running ? { tone: 'wait' as const } : {}),
    },
    { term: 'Deployment', value: deployment.id, href: `/deployments/${deployment.id}`, mono: true },
    { term: 'Bound to', value: request.decisionDigest, mono: true },
  ]
}
