import { boundsMs } from './buckets.ts'

export type Labels = Readonly<Record<string, string>>
type Number_ = number | bigint
export type Sample = { labels?: Labels; value: Number_ }
/** Durations of one set of labels: how many fell in each bucket (not added up), and their sum in milliseconds. */
export type Durations = { labels?: Labels; buckets: readonly Number_[]; sumMs: Number_ }

export type Family =
  | { name: string; help: string; type: 'counter' | 'gauge'; samples: readonly Sample[] }
  | { name: string; help: string; type: 'histogram'; samples: readonly Durations[] }

/** What Prometheus is told that it gets. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Families in the text format of Prometheus; durations in seconds, as it expects them. Pure. */
export function metricText(families: readonly Family[]): string {
  return families
    .map((family) => `# HELP ${family.name} ${family.help}\n# TYPE ${family.name} ${family.type}\n${lines(family)}`)
    .join('')
}

function lines(family: Family): string {
  if (family.type === 'histogram') return family.samples.map((one) => histogram(family.name, one)).join('')
  return family.samples.map(({ labels, value }) => `${family.name}${braces(labels)} ${value}\n`).join('')
}

function histogram(name: string, { labels, buckets, sumMs }: Durations): string {
  let below = 0n
  const counted = buckets.map((count, at) => {
    below += BigInt(count)
    const bound = boundsMs[at]
    const le = bound === undefined ? '+Inf' : String(bound / 1000)
    return `${name}_bucket${braces({ ...labels, le })} ${below}\n`
  })
  return `${counted.join('')}${name}_sum${braces(labels)} ${Number(sumMs) / 1000}\n${name}_count${braces(labels)} ${below}\n`
}

function braces(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length ? `{${pairs.join(',')}}` : ''
}

const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
