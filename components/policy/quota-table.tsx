'use client'

import type { ReactNode } from 'react'
import { ScrollBox } from '#components/ui/scroll-box.tsx'
import { classRules, runnerClasses } from '#lib/manifests/classes.ts'
import { ANY, type MatrixScope, matrixScopes } from '#lib/policy/matrix/matrix-words.ts'
import { quotaTitles, sayFigure, sayNone } from '#lib/policy/matrix/quota-words.ts'
import { type ResolvedFigure, resolveFigure } from '#lib/policy/matrix/resolve-quota.ts'
import {
  emptyQuota,
  type QuotaFigure,
  type QuotaRow,
  quotaKey,
  type ScopedQuota,
  setsNothing,
} from '#lib/policy/matrix/schema.ts'
import { FigureInput, type FigureUnit } from './figure-input.tsx'

type Props = {
  scope: MatrixScope
  environments: readonly string[]
  rows: readonly QuotaRow[]
  active: readonly QuotaRow[]
  around: readonly ScopedQuota[]
  editable: boolean
  onEdit(rows: QuotaRow[]): void
}

type Place = Pick<QuotaRow, 'environment' | 'class'>
const everywhere: Place = { environment: ANY, class: ANY }

/** Quotas, budgets and class limits of a layer: a figure left empty is inherited, and the field says from whom. */
export function QuotaTable(props: Props) {
  const field = fieldsOf(props)
  const { environments, scope } = props
  return (
    <div className="space-y-4">
      <Grid label="Quotas and budgets" first="Environment" columns={['maxRunners', 'maxConcurrency', 'monthlyBudget']}>
        <Line name="All together">
          <td className="p-1">{field(everywhere, 'maxRunners')}</td>
          <td className="p-1">{field(everywhere, 'maxConcurrency')}</td>
          <td className="p-1">{field(everywhere, 'monthlyBudget')}</td>
        </Line>
        {environments.map((environment) => (
          <Line key={environment} name={environment}>
            <td colSpan={2} className="p-1 px-2 text-ink-faint text-sm">
              counted all together
            </td>
            <td className="p-1">{field({ environment, class: ANY }, 'monthlyBudget')}</td>
          </Line>
        ))}
      </Grid>
      <Grid label="Limits by class" first="Class" columns={['maxRunning', 'monthlyHours']}>
        {runnerClasses.map((name) => (
          <Line key={name} name={classRules[name].title}>
            <td className="p-1">{field({ environment: ANY, class: name }, 'maxRunning')}</td>
            <td className="p-1">{field({ environment: ANY, class: name }, 'monthlyHours')}</td>
          </Line>
        ))}
      </Grid>
      {scope === 'platform' ? (
        <Grid label="Limits over all tenants" first="Tenants" columns={['platformConcurrency']}>
          <Line name="All together">
            <td className="p-1">{field(everywhere, 'platformConcurrency')}</td>
          </Line>
        </Grid>
      ) : null}
    </div>
  )
}

/** The field of a figure in a place, with what it inherits while it is empty. */
function fieldsOf({ scope, rows, active, around, editable, onEdit }: Props) {
  const wider = around.filter((row) => matrixScopes.indexOf(row.scope) > matrixScopes.indexOf(scope))
  const set = (place: Place, name: QuotaFigure, value: number | null) => {
    const next = { ...rowFor(rows, place), [name]: value }
    const others = rows.filter((row) => quotaKey(row) !== quotaKey(place))
    onEdit(setsNothing(next) ? others : [...others, next].sort((a, b) => (quotaKey(a) < quotaKey(b) ? -1 : 1)))
  }
  return (place: Place, name: QuotaFigure) => {
    const value = rowFor(rows, place)[name]
    return (
      <FigureInput
        // A step back must be seen, and what is being typed must stay.
        key={`${quotaKey(place)} ${name} ${value}`}
        label={labelOf(place, name)}
        unit={units[name] ?? 'count'}
        value={value}
        placeholder={sayInherited(name, resolveFigure(wider, name, place))}
        changed={value !== rowFor(active, place)[name]}
        disabled={!editable}
        onSet={(figure) => set(place, name, figure)}
      />
    )
  }
}

const units: Partial<Record<QuotaFigure, FigureUnit>> = { monthlyBudget: 'money', monthlyHours: 'hours' }

function labelOf({ environment, class: name }: Place, figure: QuotaFigure): string {
  if (figure === 'platformConcurrency') return quotaTitles[figure]
  const where = environment ? `in ${environment}` : name ? `of ${name}` : 'everywhere'
  return `${quotaTitles[figure]} ${where}`
}

function rowFor(rows: readonly QuotaRow[], place: Place): QuotaRow {
  return rows.find((row) => quotaKey(row) === quotaKey(place)) ?? emptyQuota(place)
}

function sayInherited(name: QuotaFigure, { value, scope }: ResolvedFigure): string {
  return value === null ? sayNone(name) : `${sayFigure(name, value)} (${scope})`
}

type GridProps = { label: string; first: string; columns: readonly QuotaFigure[]; children: ReactNode }

function Grid({ label, first, columns, children }: GridProps) {
  return (
    <ScrollBox label={label}>
      <table aria-label={label} className="w-full text-left">
        <thead>
          <tr className="border-b text-ink-muted">
            <th scope="col" className="px-3 py-2 font-medium">
              {first}
            </th>
            {columns.map((name) => (
              <th key={name} scope="col" className="whitespace-nowrap px-1.5 py-2 font-medium">
                {quotaTitles[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollBox>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr className="border-b last:border-b-0">
      <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal">
        {name}
      </th>
      {children}
    </tr>
  )
}
