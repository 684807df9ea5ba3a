import { z } from 'zod'

/** The lists that keep views. */
const viewPages = [
  '/runs',
  '/deployments',
  '/catalog',
  '/artifacts',
  '/evidence',
  '/findings',
  '/approvals',
  '/dead-letters',
  '/promotions',
  '/exceptions',
  '/alerts',
] as const
export type ViewPage = (typeof viewPages)[number]

/** What an address holds beside the filters: where one is in the list, and what is open beside it. */
const NOT_FILTERS = ['cursor', 'finding', 'approval', 'open', 'at']

/** The filters of an address in a fixed order, so that the same filters are the same text. */
export function filtersOf(search: URLSearchParams | string): string {
  const kept = [...new URLSearchParams(search)].filter(([name, value]) => value && !NOT_FILTERS.includes(name))
  return new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString()
}

const name = z.string().trim().min(1, 'A view needs a name.').max(60, 'A name has up to 60 characters.')

export const saveViewInput = z.strictObject({
  page: z.enum(viewPages),
  name,
  query: z.string().max(2000, 'These filters are too long to keep.').transform(filtersOf),
})
export type SaveViewInput = z.input<typeof saveViewInput>

export const renameViewInput = z.strictObject({ id: z.string().max(40), name })
export type RenameViewInput = z.input<typeof renameViewInput>

export const deleteViewInput = z.strictObject({ id: z.string().max(40) })
export type DeleteViewInput = z.input<typeof deleteViewInput>

/** A view as a menu shows it. */
export type SavedViewRow = { id: string; name: string; query: string }
