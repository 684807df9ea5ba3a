import { formatMicros } from '../../cost/money.ts'
import type { QuotaFigure, QuotaRow } from './schema.ts'

/** What each figure is called. */
export const quotaTitles: Record<QuotaFigure, string> = {
  maxRunners: 'Runners',
  maxConcurrency: 'Runs at once',
  platformConcurrency: 'Runs at once, all tenants',
  monthlyBudget: 'Budget a month',
  maxRunning: 'Runs at once',
  monthlyHours: 'Hours a month',
}

/** What stands where nobody sets a figure. */
export const sayNone = (name: QuotaFigure): string => (name === 'monthlyBudget' ? 'no budget' : 'no limit')

/** A figure in its unit; null is left to the wider scope. Pure. */
export function sayFigure(name: QuotaFigure, value: number | null): string {
  if (value === null) return 'inherited'
  if (name === 'monthlyBudget') return formatMicros(value)
  return name === 'monthlyHours' ? `${value.toLocaleString('en-US')} h` : value.toLocaleString('en-US')
}

/** What a row is about, after a figure's name: nothing when it is about everything. */
export function sayPlace({ environment, class: name }: Pick<QuotaRow, 'environment' | 'class'>): string {
  return environment ? ` in ${environment}` : name ? ` of ${name}` : ''
}
