import { type Place, refuseAt } from './dockerfile-fault.ts'

/**
 * The JSON form of an instruction's arguments, or undefined when they are not written in it. Docker quietly takes a
 * list that does not parse for a shell command; here it is a fault. Throws `build_failed`.
 */
export function execForm(text: string, place: Place): string[] | undefined {
  if (!text.startsWith('[')) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const why = /'/.test(text) ? 'strings stand between double quotes' : (error as Error).message
    throw refuseAt(place, `The list is not JSON: ${why}.`, 'Write it as ["program", "argument"].')
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw refuseAt(place, 'The list holds something other than strings.', 'Write it as ["program", "argument"].')
}

/** The arguments as a command: the JSON form as it is, anything else for the shell. Throws `build_failed`. */
export function commandOf(text: string, place: Place, shell: readonly string[]): string[] {
  return execForm(text, place) ?? [...shell, text]
}
