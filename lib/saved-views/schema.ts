import { z } from 'zod'
import { filtersOf, viewPages } from './filters.ts'

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
