import { classRules, type RunnerClassName, type RunnerSize, runnerClasses, runnerSizes } from '../manifests/classes.ts'
import { formatDuration } from '../manifests/duration.ts'
import { defaultAssumptions } from './assumptions.ts'
import { priceWorkload, rangeOf, totalOf } from './estimate-cost.ts'
import type { AssumptionUsed, ClassComparison, Workload } from './schema.ts'
import { type EstimateInput, sizeOf, workloadOf } from './workload.ts'

/**
 * The manifest's workload (its runs, their duration, its network) on each of the four classes, in the same size or the
 * nearest one the class has. Log volume and storage keep what was given; a default becomes that of the other class.
 * Empty when the manifest's own size is not in the catalog. Pure.
 */
export function compareClasses(input: EstimateInput): ClassComparison[] {
  const declared = workloadOf(input)
  if (!declared) return []
  const { work, assumptions } = declared
  return runnerClasses.map((name) => compareOne(name, input, work, assumptions))
}

function compareOne(
  name: RunnerClassName,
  input: EstimateInput,
  work: Workload,
  assumptions: readonly AssumptionUsed[],
): ClassComparison {
  const current = name === input.manifest.runner.class
  const size = nearestSize(name, input.manifest.runner.size)
  const facts = sizeOf(input.sizes, name, size)
  const impossible = (why: string): ClassComparison => ({
    class: name,
    size,
    current,
    perMonth: null,
    range: null,
    impossible: why,
  })
  if (!facts) return impossible(`The size catalog has no ${name} ${size}.`)
  const longest = classRules[name].maxTimeoutSeconds
  if (work.durationMs > longest * 1000) return impossible(`A run may take at most ${formatDuration(longest)} there.`)
  const isDefault = (wanted: AssumptionUsed['name']) => assumptions.some((one) => one.name === wanted && one.isDefault)
  const other: Workload = {
    ...work,
    size: facts,
    copies: name === 'container' ? work.copies : { min: 1, max: 1 },
    logKbPerRun: !current && isDefault('logKbPerRun') ? defaultAssumptions[name].logKbPerRun : work.logKbPerRun,
    storageMib: !current && isDefault('storageMib') ? defaultAssumptions[name].storageMib : work.storageMib,
  }
  const { book } = input.priceBook
  const { lines, missing } = priceWorkload(other, book)
  if (missing[0]) return impossible(missing[0])
  return { class: name, size, current, perMonth: totalOf(lines), range: rangeOf(other, assumptions, book) }
}

/** The same size, or the nearest the class has; the larger of two equally near, since work must fit. Pure. */
export function nearestSize(name: RunnerClassName, wanted: RunnerSize): RunnerSize {
  const at = (size: RunnerSize) => runnerSizes.indexOf(size)
  const [nearest = wanted] = [...classRules[name].sizes].sort(
    (a, b) => Math.abs(at(a) - at(wanted)) - Math.abs(at(b) - at(wanted)) || at(b) - at(a),
  )
  return nearest
}
