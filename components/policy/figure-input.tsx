'use client'

import { useState } from 'react'
import { Input } from '#components/ui/input.tsx'

const MICROS = 1_000_000

/** What a field takes: whole numbers, dollars kept as micro-dollars, or hours in hundredths. */
export type FigureUnit = 'count' | 'money' | 'hours'

type FigureProps = {
  label: string
  unit: FigureUnit
  value: number | null
  placeholder: string
  changed: boolean
  disabled: boolean
  onSet(value: number | null): void
}

/** A figure that may be left empty; what is no figure is left in the field and says so. */
export function FigureInput({ label, unit, value, placeholder, changed, disabled, onSet }: FigureProps) {
  const [text, setText] = useState(value === null ? '' : String(unit === 'money' ? value / MICROS : value))
  const read = readFigure(text, unit)
  return (
    <Input
      aria-label={label}
      aria-invalid={read === undefined || undefined}
      title={read === undefined ? 'A figure of 0 or more, or nothing to inherit it' : undefined}
      inputMode={unit === 'count' ? 'numeric' : 'decimal'}
      placeholder={placeholder}
      disabled={disabled}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => {
        if (read !== undefined && read !== value) onSet(read)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && read !== undefined && read !== value) onSet(read)
      }}
      className={`min-w-24 tabular-nums ${changed ? 'border-accent' : ''}`}
    />
  )
}

const most: Record<FigureUnit, number> = { count: 1_000_000, money: 1e15, hours: 10_000_000 }

function readFigure(text: string, unit: FigureUnit): number | null | undefined {
  const plain = text.replace(/[$,\s]/g, '')
  if (plain === '') return null
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined
  const given = Number(plain)
  const figure = unit === 'money' ? Math.round(given * MICROS) : given
  if (figure > most[unit]) return undefined
  if (unit === 'count' && !Number.isInteger(figure)) return undefined
  return unit === 'hours' ? Math.round(figure * 100) / 100 : figure
}
