import { BareCountError, type Fault } from '../../../errors.ts'

/** Where in which Dockerfile something is. */
export type Place = { file: string; line: number }

/** One fault of a Dockerfile, by line. */
export function faultAt({ file, line }: Place, message: string, remedy?: string): Fault {
  return { path: file, line, message, ...(remedy ? { remedy } : {}) }
}

/** The refusal of a Dockerfile: the first fault as its sentence, all of them as faults. Code `build_failed`. */
export function refuseDockerfile(faults: readonly Fault[]): BareCountError {
  const [first] = faults
  const where = first?.line ? `${first.path}, line ${first.line}` : first?.path
  return new BareCountError('build_failed', `${where}: ${first?.message}`, {
    faults: [...faults],
    ...(first?.remedy ? { remedy: first.remedy } : {}),
  })
}

/** `refuseDockerfile` for a single fault. */
export function refuseAt(place: Place, message: string, remedy?: string): BareCountError {
  return refuseDockerfile([faultAt(place, message, remedy)])
}
