import type { Place } from './dockerfile-fault.ts'

/** Says in the log that a base is not named by digest; answers what the finding is about. */
export function sayUnpinned(from: string, { file, line }: Place, log: (line: string) => void): string {
  log(
    `${file}, line ${line}: ${from} is not pinned: the same build can give another image tomorrow. Name it by digest.`,
  )
  return `${from} (${file}, line ${line})`
}
