import { classRules, type NetworkProfileName, type RunnerClassName, type RunnerSize } from './classes.ts'
import { editManifest, type FieldValue } from './edit-manifest.ts'

export type NewManifest = {
  name?: string
  pipeline?: string
  owner?: string
  class?: RunnerClassName
  size?: RunnerSize
  profile?: NetworkProfileName
}

const template = `# What this runner is and whom to ask about it.
apiVersion: barecount.io/v1
kind: RunnerManifest
metadata:
  name: my-runner # unique in the tenant
  pipeline: team/pipeline # the pipeline this runner is bound to
  owner: my-team
  data_classification: internal # public, internal, confidential or restricted
runner:
  class: serverless # serverless, container, managed_etl or dedicated_compute
  size: small # small, medium, large or xlarge
  network_profile: private_vpc # what it may reach, and how
  function: { source: ./src, runtime: nodejs, handler: index.handler }
run:
  timeout: 5m
`

/** What each class runs, as a first writing that people then change. */
const sourceExamples: Record<RunnerClassName, FieldValue> = {
  serverless: { source: './src', runtime: 'nodejs', handler: 'index.handler' },
  container: { build: './' },
  managed_etl: { source: './job', engine: 'sql', entry: 'main.sql' },
  dedicated_compute: { base: 'debian:bookworm', source: './host', entry: './run' },
}

/** The text of a first manifest, with comments that explain it; without faults once it has a name of its own. */
export function newManifestText(values: NewManifest = {}): string {
  const fields: [path: string, value: FieldValue | undefined][] = [
    ['metadata.name', values.name],
    ['metadata.pipeline', values.pipeline],
    ['metadata.owner', values.owner],
    ['runner.size', values.size],
    ['runner.network_profile', values.profile],
  ]
  const text = fields.reduce(
    (current, [path, value]) => (value === undefined ? current : editManifest(current, path, value)),
    template,
  )
  return values.class ? changeClass(text, values.class) : text
}

/**
 * The text with another runner class: the source and fields that belong to other classes go, an example of the new
 * class's source comes where there is none, and a size the class lacks becomes the nearest it has.
 */
export function changeClass(text: string, name: RunnerClassName, size?: RunnerSize): string {
  const { source, own, sizes } = classRules[name]
  let next = editManifest(text, 'runner.class', name)
  for (const rule of Object.values(classRules)) {
    for (const field of [rule.source, ...rule.own]) {
      if (field !== source && !own.includes(field)) next = editManifest(next, `runner.${field}`, undefined)
    }
  }
  if (!hasField(next, source)) next = editManifest(next, `runner.${source}`, sourceExamples[name])
  if (size) return editManifest(next, 'runner.size', size)
  const written = /^\s+size:\s*"?(\w+)/m.exec(next)?.[1]
  if (!written || sizes.some((known) => known === written)) return next
  return editManifest(next, 'runner.size', written === 'xlarge' ? 'large' : 'medium')
}

function hasField(text: string, field: string): boolean {
  return editManifest(text, `runner.${field}`, undefined) !== text
}
