'use client'

import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

export type Segment<V extends string> = { value: V; label: ReactNode }

/** One of two to five short words, all in sight. Real radio buttons. */
export function Segmented<V extends string>({
  legend,
  options,
  value,
  onChange,
  className,
}: {
  legend: string
  options: readonly Segment<V>[]
  value: V
  onChange: (value: V) => void
  className?: string
}) {
  const name = useId()
  return (
    <fieldset className={classNames('inline-flex rounded-md bg-sunken p-0.5', className)}>
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-sm px-2.5 font-medium text-ink-muted has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
