'use client'

import { useState } from 'react'
import { Input } from '#components/ui/input.tsx'
import { ScrollBox } from '#components/ui/scroll-box.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import { type QuotaFigure, type ResolvedFigure, resolveQuota } from '#lib/policy/matrix/resolve-quota.ts'
import { ANY, type MatrixScope, matrixScopes, type QuotaRow, type ScopedQuota } from '#lib/policy/matrix/schema.ts'

const MICROS = 1_000_000

type Props = {
  scope: MatrixScope
  environments: readonly string[]
  rows: readonly QuotaRow[]
  active: readonly QuotaRow[]
  around: readonly ScopedQuota[]
  editable: boolean
  onEdit(rows: QuotaRow[]): void
}

/** Quotas and budgets of a layer: a figure left empty is inherited, and the field says from whom and how much. */
export function QuotaTable({ scope, environments, rows, active, around, editable, onEdit }: Props) {
  const wider = around.filter((row) => matrixScopes.indexOf(row.scope) > matrixScopes.indexOf(scope))
  const set = (environment: string, name: QuotaFigure, value: number | null) => {
    const present = rowFor(rows, environment)
    const next = { ...present, [name]: value }
    const isEmpty = next.maxRunners === null && next.maxConcurrency === null && next.monthlyBudget === null
    const others = rows.filter((row) => row.environment !== environment)
    onEdit(isEmpty ? others : [...others, next].sort((a, b) => (a.environment < b.environment ? -1 : 1)))
  }
  const field = (environment: string, name: QuotaFigure) => {
    const value = rowFor(rows, environment)[name]
    const inherited = resolveQuota(wider, environment)[name]
    return (
      <FigureInput
        // A step back must be seen, and what is being typed must stay.
        key={`${environment} ${name} ${value}`}
        label={`${titles[name]} ${environment === ANY ? 'everywhere' : `in ${environment}`}`}
        money={name === 'monthlyBudget'}
        value={value}
        placeholder={sayInherited(inherited, name === 'monthlyBudget')}
        changed={value !== rowFor(active, environment)[name]}
        disabled={!editable}
        onSet={(figure) => set(environment, name, figure)}
      />
    )
  }
  return (
    <ScrollBox label="Quotas and budgets">
      <table aria-label="Quotas and budgets" className="w-full text-left">
        <thead>
          <tr className="border-b text-ink-muted">
            <th scope="col" className="px-3 py-2 font-medium">
              Environment
            </th>
            {(Object.keys(titles) as QuotaFigure[]).map((name) => (
              <th key={name} scope="col" className="whitespace-nowrap px-1.5 py-2 font-medium">
                {titles[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="border-b">
            <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal">
              All together
            </th>
            <td className="p-1">{field(ANY, 'maxRunners')}</td>
            <td className="p-1">{field(ANY, 'maxConcurrency')}</td>
            <td className="p-1">{field(ANY, 'monthlyBudget')}</td>
          </tr>
          {environments.map((environment) => (
            <tr key={environment} className="border-b last:border-b-0">
              <th scope="row" className="px-3 py-1 font-normal">
                {environment}
              </th>
              <td colSpan={2} className="p-1 px-2 text-ink-faint text-sm">
                counted all together
              </td>
              <td className="p-1">{field(environment, 'monthlyBudget')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const titles: Record<QuotaFigure, string> = {
  maxRunners: 'Runners',
  maxConcurrency: 'Runs at once',
  monthlyBudget: 'Budget a month',
}

const rowFor = (rows: readonly QuotaRow[], environment: string): QuotaRow =>
  rows.find((row) => row.environment === environment) ?? {
    environment,
    maxRunners: null,
    maxConcurrency: null,
    monthlyBudget: null,
  }

function sayInherited({ value, scope }: ResolvedFigure, money: boolean): string {
  if (value === null) return 'no budget'
  return `${money ? formatMicros(value) : value} (${scope})`
}

type FigureProps = {
  label: string
  money: boolean
  value: number | null
  placeholder: string
  changed: boolean
  disabled: boolean
  onSet(value: number | null): void
}

/** A whole number, or dollars; what is no figure is left in the field and says so. */
function FigureInput({ label, money, value, placeholder, changed, disabled, onSet }: FigureProps) {
  const unit = money ? MICROS : 1
  const [text, setText] = useState(value === null ? '' : String(value / unit))
  const read = readFigure(text, unit)
  return (
    <Input
      aria-label={label}
      aria-invalid={read === undefined || undefined}
      title={read === undefined ? 'A figure of 0 or more, or nothing to inherit it' : undefined}
      inputMode={money ? 'decimal' : 'numeric'}
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

function readFigure(text: string, unit: number): number | null | undefined {
  const plain = text.replace(/[$,\s]/g, '')
  if (plain === '') return null
  const figure = Math.round(Number(plain) * unit)
  return /^\d+(\.\d+)?$/.test(plain) && (unit > 1 || Number.isInteger(Number(plain))) && figure <= 1e15
    ? figure
    : undefined
}
