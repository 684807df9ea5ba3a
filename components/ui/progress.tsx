import { classNames } from './class-names.ts'
import { type Tone, toneFill } from './tone.ts'

/** A part of a whole as a bar from zero. `label` says of what. */
export function Progress({
  value,
  max = 100,
  label,
  tone = 'accent',
  className,
}: {
  value: number
  max?: number
  label: string
  tone?: Tone
  className?: string
}) {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={0}
      aria-valuemax={max}
      className={classNames('h-1.5 w-full overflow-hidden rounded-full bg-hover', className)}
    >
      <div className={classNames('h-full rounded-full', toneFill[tone])} style={{ width: `${share}%` }} />
    </div>
  )
}
