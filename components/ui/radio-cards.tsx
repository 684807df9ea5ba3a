'use client'

import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

export type RadioCard<V extends string> = {
  value: V
  title: ReactNode
  description?: ReactNode
  /** Why it cannot be chosen; shown on the card. */
  refused?: string | undefined
}

export type RadioCardsProps<V extends string> = {
  legend: ReactNode
  hideLegend?: boolean
  options: readonly RadioCard<V>[]
  value: V | undefined
  onChange: (value: V) => void
  className?: string
}

/** One of a few, each with what it means. Real radio buttons, so arrow keys and forms work. */
export function RadioCards<V extends string>(props: RadioCardsProps<V>) {
  const name = useId()
  return (
    <fieldset>
      <legend className={props.hideLegend ? 'sr-only' : 'mb-1 font-medium'}>{props.legend}</legend>
      <div className={classNames('grid gap-2 sm:grid-cols-2', props.className)}>
        {props.options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              'flex gap-2.5 rounded-md border border-line bg-surface p-3 transition-colors has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
              option.refused ? 'bg-sunken text-ink-muted' : 'cursor-pointer hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={props.value === option.value}
              disabled={Boolean(option.refused)}
              onChange={() => props.onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span className="block font-medium">{option.title}</span>
              {option.description ? <span className="block text-ink-muted">{option.description}</span> : null}
              {option.refused ? <span className="block text-sm text-wait">{option.refused}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
