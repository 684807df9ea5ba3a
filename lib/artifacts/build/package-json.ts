import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '../../errors.ts'

/** What the build reads of a `package.json`. */
export type PackageJson = {
  type?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** The `package.json` of a folder, or undefined when there is none. Throws `build_failed` when it is not a JSON object. */
export async function readPackageJson(folder: string): Promise<PackageJson | undefined> {
  const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value && !Array.isArray(value)) return value
  } catch {
    // The same answer as for JSON that is not an object.
  }
  throw new BareCountError('build_failed', 'A package.json of the source is not a JSON object.', {
    faults: [{ path: 'package.json', message: 'not a JSON object' }],
    remedy: 'Correct it and upload the source again.',
  })
}
