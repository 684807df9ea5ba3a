import { decodeTime, encodeTime } from 'ulid'

const TIME_CHARACTERS = 10
const RANDOM_CHARACTERS = 16

/**
 * The least id that a thing made at `at` can have. Ids begin with their instant, so a range of time is a range of ids,
 * and needs no index of its own. Pure.
 */
export function leastIdAt(prefix: string, at: Date): string {
  return `${prefix}_${encodeTime(at.getTime(), TIME_CHARACTERS)}${'0'.repeat(RANDOM_CHARACTERS)}`
}

/** When the thing with this id was made. Pure. */
export function instantOfId(id: string): Date {
  return new Date(decodeTime(id.slice(id.indexOf('_') + 1)))
}
