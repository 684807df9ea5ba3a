import { z } from 'zod'
import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import { findDraft } from '../registry/find-draft.ts'
import { saveDraft } from '../registry/save-draft.ts'
import { draftAtRevision } from '../registry/schema.ts'
import { readMatrixFile } from './read-matrix-file.ts'

/** More than twenty thousand rows of the longest names. */
const MOST_LETTERS = 4_000_000

export const replaceMatrixInput = draftAtRevision.extend({
  text: z.string().max(MOST_LETTERS).describe('Rows as CSV with a line of column names, or as YAML'),
})

/**
 * Puts the rows of a file in the place of a draft's matrix, made on the revision named. A file with a single fault
 * changes nothing. Throws `invalid_input` with every fault of it, `not_found`, `conflict`.
 */
export async function replaceMatrix(
  actor: Actor,
  { text, ...ref }: z.output<typeof replaceMatrixInput>,
): Promise<{ id: string; revision: number; rows: number }> {
  authorise(actor, 'policy:write')
  await findDraft(db, actor, ref.id)
  const environments = await db.environment.findMany({ select: { name: true } })
  const { rows, faults } = readMatrixFile(text, { environments: environments.map(({ name }) => name) })
  if (!rows) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`
    throw new BareCountError('invalid_input', `The file has ${count}; nothing was changed.`, { faults })
  }
  return { ...(await saveDraft(actor, { ...ref, matrix: rows })), rows: rows.length }
}
