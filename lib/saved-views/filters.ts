// Without zod: every list loads it, and a schema library would be a seventh of what a page may weigh.

/** The lists that keep views. */
export const viewPages = [
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
