// Apart from schema.ts, so that pages which only name stages do not carry the whole validator.

/** The runbook's stages in their order, each with the name a person reads and what it does in one line. */
export const stages = [
  { name: 'author', title: 'Author', does: 'The manifest was written and submitted.' },
  { name: 'validate', title: 'Validate', does: 'Schema, policy and cost are checked once more, here.' },
  { name: 'build', title: 'Build', does: 'The source becomes a reproducible artifact, once.' },
  {
    name: 'scan_attest',
    title: 'Scan & attest',
    does: 'Components, licences, secrets and known vulnerabilities; then signatures.',
  },
  {
    name: 'provision_primitives',
    title: 'Provision primitives',
    does: 'Storage, secrets, sinks and egress rules of the environment.',
  },
  { name: 'deploy', title: 'Deploy', does: 'The artifact is placed on the target with its limits and bindings.' },
  { name: 'register', title: 'Register', does: 'The catalog records digest, role, network and pipeline version.' },
  { name: 'smoke_test', title: 'Smoke test', does: 'Synthetic jobs run on the runner itself.' },
  { name: 'promote', title: 'Promote', does: 'The same digests enter the next environment.' },
  { name: 'operate', title: 'Operate', does: 'Triggers are armed and the runner takes work.' },
] as const

export type StageName = (typeof stages)[number]['name']

/** What a rollback leaves out: its artifact was built and scanned when it came. */
const builtBefore: readonly string[] = ['build', 'scan_attest']

/** The stages a deployment of this kind goes through. Only a promotion has something to promote. */
export function stagesOf(kind: 'deploy' | 'promote' | 'rollback' | 'destroy'): StageName[] {
  return stages
    .map((stage) => stage.name)
    .filter((name) => name !== 'promote' || kind === 'promote')
    .filter((name) => kind !== 'rollback' || !builtBefore.includes(name))
}

export const stageTitle = (name: StageName): string => stages.find((stage) => stage.name === name)?.title ?? name

/** Deployments that may still change by themselves. */
export const openStatuses = ['queued', 'running', 'waiting_approval', 'scheduled'] as const
