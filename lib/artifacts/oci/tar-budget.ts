import { BareCountError } from '../../errors.ts'

/** No useful layer holds more, and a bomb does. */
const MAX_ENTRIES = 1_000_000
const MAX_BYTES = 16 * 1024 ** 3

/** To be told the size of each entry of a tar: throws `hostile_archive` when it unpacks to too much of anything. */
export function tarBudget(what: string, { entries = MAX_ENTRIES, bytes = MAX_BYTES } = {}): (size: number) => void {
  const refused = (why: string) =>
    new BareCountError('hostile_archive', `${what} was refused: ${why}.`, { remedy: 'Make it again, smaller.' })
  const left = { entries, bytes }
  return (size) => {
    left.entries -= 1
    left.bytes -= size
    if (left.entries < 0) throw refused(`it has more than ${entries} entries`)
    if (left.bytes < 0) throw refused(`it unpacks to more than ${Math.floor(bytes / 1024 ** 3)} GiB`)
  }
}
