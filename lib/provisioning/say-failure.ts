import type { BareCountError, Fault } from '../errors.ts'

/** A refusal as lines of a stage's log: the sentence, the faults it does not name already, and what to do. Pure. */
export function sayFailure({ message, faults, remedy }: BareCountError): string[] {
  const named = faults.filter((fault) => !message.includes(fault.message))
  return [`Failed: ${message}`, ...named.map(sayFault), ...(remedy ? [remedy] : [])]
}

function sayFault({ path, line, message, remedy }: Fault): string {
  const place = [path, line === undefined ? '' : `line ${line}`].filter(Boolean).join(', ')
  return `  ${place ? `${place}: ` : ''}${message}${remedy ? ` ${remedy}` : ''}`
}
