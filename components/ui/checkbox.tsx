import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

/** A checkbox with its words; the words are part of what one can press. */
export function Checkbox({
  label,
  hint,
  className,
  id,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }) {
  const own = useId()
  const control = id ?? own
  return (
    <div className={classNames('flex gap-2', className)}>
      <input
        type="checkbox"
        id={control}
        aria-describedby={hint ? `${control}-hint` : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent"
        {...rest}
      />
      <span className="min-w-0">
        <label htmlFor={control} className="block">
          {label}
        </label>
        {hint ? (
          <span id={`${control}-hint`} className="block text-ink-muted text-sm">
            {hint}
          </span>
        ) : null}
      </span>
    </div>
  )
}
