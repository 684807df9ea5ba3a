import { sayDuration } from '#lib/say-duration.ts'
import type { RunTrace } from '#lib/telemetry/read-trace.ts'

const WIDTH = 40

/** A trace as lines: each part below the one it belongs to, with its bar on the run's axis. Pure. */
export function traceLines({ traceId, spans }: RunTrace): string {
  const whole = Math.max(1, ...spans.map(({ at, ms }) => at + ms))
  const wide = Math.max(...spans.map(({ name, depth }) => name.length + 2 * depth))
  const rows = spans.map(({ name, depth, at, ms, standing, failed }) => {
    const from = Math.min(WIDTH - 1, Math.floor((at / whole) * WIDTH))
    const length = Math.max(1, Math.min(WIDTH - from, Math.round((ms / whole) * WIDTH)))
    const bar = `${' '.repeat(from)}${'━'.repeat(length)}`.padEnd(WIDTH)
    const end = standing === 'failed' ? `  failed${failed ? `: ${failed}` : ''}` : standing === 'open' ? '  …' : ''
    return `${`${'  '.repeat(depth)}${name}`.padEnd(wide)}  ${bar}  ${sayDuration(ms).padStart(8)}${end}`
  })
  return [`trace ${traceId}`, ...rows].join('\n')
}
