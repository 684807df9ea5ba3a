import { type ClassRule, classRules, isRunnerClass, type RunnerClassName, sourceFields } from './classes.ts'
import { durationSeconds, formatDuration } from './duration.ts'
import { orList } from './or-list.ts'
import { looksLikeSecret, namesSecret } from './secret-shapes.ts'
import { checkTrigger, checkUpstream } from './trigger-rules.ts'

type Loose = Record<string, unknown>

/** A broken rule: where, what, and the way out. The shape of zod's own custom issues. */
export type RuleIssue = {
  code: 'custom'
  path: (string | number)[]
  message: string
  params: { remedy: string }
}
export type Report = (path: (string | number)[], message: string, remedy: string) => void

/**
 * The rules of a manifest that span fields, as a zod refinement. It sees the document while single fields may still be
 * wrong, so it looks at every value before it trusts it, and says nothing about what another fault already covers.
 */
export function checkRules(manifest: unknown, context: { addIssue(issue: RuleIssue): void }): void {
  const report: Report = (path, message, remedy) =>
    context.addIssue({ code: 'custom', path, message, params: { remedy } })
  const { metadata, runner, run, triggers } = asRecord(manifest)
  checkRunner(asRecord(runner), asRecord(run), report)
  if (!Array.isArray(triggers)) return
  for (const [index, trigger] of triggers.entries()) checkTrigger(asRecord(trigger), index, report)
  checkUpstream(asRecord(metadata).pipeline, triggers, report)
}

function checkRunner(runner: Loose, run: Loose, report: Report): void {
  checkEnvironment(asRecord(runner.env), report)
  if (!isRunnerClass(runner.class)) return
  const name = runner.class
  const rule = classRules[name]
  if (rule.sizes.every((size) => size !== runner.size) && isKnownSize(runner.size)) {
    report(['runner', 'size'], `${name} has no size ${runner.size}.`, `Choose ${orList(rule.sizes)}.`)
  }
  checkSource(name, rule, runner, report)
  for (const [owner, other] of Object.entries(classRules)) {
    for (const field of other.own) {
      if (owner === name || rule.own.includes(field) || runner[field] === undefined) continue
      report(['runner', field], `${field} belongs to ${owner}; this runner is ${name}.`, `Remove ${field}.`)
    }
  }
  const { min, max } = asRecord(runner.scaling)
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    report(['runner', 'scaling', 'min'], `min is ${min}, above max ${max}.`, `Make min ${max} or less.`)
  }
  const seconds = typeof run.timeout === 'string' ? durationSeconds(run.timeout) : undefined
  if (seconds === 0) report(['run', 'timeout'], 'A run needs some time.', 'Write at least 1s.')
  if (seconds !== undefined && seconds > rule.maxTimeoutSeconds) {
    const limit = formatDuration(rule.maxTimeoutSeconds)
    report(['run', 'timeout'], `A ${name} run may take at most ${limit}.`, `Write ${limit} or less, or change class.`)
  }
}

function checkSource(name: RunnerClassName, rule: ClassRule, runner: Loose, report: Report): void {
  const { source } = rule
  for (const field of sourceFields) {
    if (field === source || runner[field] === undefined) continue
    report(['runner', field], `${name} runs a ${source}, not ${field}.`, `Remove ${field} and declare ${source}.`)
  }
  if (runner[source] === undefined) {
    report(['runner', source], `${name} needs runner.${source}: what it runs.`, examples[source])
  }
  const { runtime, handler } = asRecord(runner.function)
  if (source === 'function' && runtime === 'nodejs' && handler === undefined) {
    report(['runner', 'function', 'handler'], 'A nodejs function needs its handler.', 'E.g. handler: index.handler.')
  }
  const image = asRecord(runner.image)
  if (source === 'image' && runner.image !== undefined && (image.build === undefined) === (image.ref === undefined)) {
    report(['runner', 'image'], 'An image is either built or referenced.', 'Give build or ref, and only one of them.')
  }
}

const examples = {
  function: 'E.g. function: { source: ./src, runtime: nodejs, handler: index.handler }.',
  image: 'E.g. image: { build: ./ }.',
  job: 'E.g. job: { source: ./job, engine: sql, entry: main.sql }.',
  golden_image: 'E.g. golden_image: { base: debian:bookworm, source: ./host, entry: ./run }.',
} as const

function checkEnvironment(env: Loose, report: Report): void {
  for (const [name, value] of Object.entries(env)) {
    if (typeof value !== 'string' || value === '') continue
    if (!looksLikeSecret(value) && !namesSecret(name)) continue
    const remedy = `Store it in the secrets service and write secrets: { ${name}: path/of/the-secret }.`
    report(['runner', 'env', name], `${name} is a secret; a secret is named by path, never by value.`, remedy)
  }
}

function isKnownSize(size: unknown): size is string {
  return classRules.container.sizes.some((known) => known === size)
}

function asRecord(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}
}
