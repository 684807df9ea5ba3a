import { BareCountError } from '../errors.ts'

/** Where a search of logs goes on: everything older than this chunk. */
export type Place = { at: Date; seq: bigint }

export const cursorOf = ({ at, seq }: Place): string => `${at.getTime()}-${seq}`

/** The place that a cursor names. Throws `invalid_input` for one that we did not write. */
export function placeOf(cursor: string): Place {
  const [, at, seq] = /^(\d{1,15})-(\d{1,18})$/.exec(cursor) ?? []
  if (!at || !seq) throw new BareCountError('invalid_input', 'The cursor is none of a search of logs.')
  return { at: new Date(Number(at)), seq: BigInt(seq) }
}
