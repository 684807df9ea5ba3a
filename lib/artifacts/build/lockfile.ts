import { z } from 'zod'
import { BareCountError } from '../../errors.ts'

const names = z.record(z.string(), z.string()).optional()

const lockedPackage = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional().catch(undefined),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  optional: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
})

const lockfile = z.object({
  lockfileVersion: z.union([z.literal(2), z.literal(3)]),
  packages: z.record(z.string(), lockedPackage),
})

/** One installed package as `package-lock.json` records it. */
export type LockedPackage = z.infer<typeof lockedPackage>

/** An npm lockfile of version 2 or 3: packages by the path they are installed at; `''` is the project itself. */
export type Lockfile = z.infer<typeof lockfile>

/** Reads a `package-lock.json`. Throws `build_failed` with what to do when it is not one we can trust. */
export function parseLockfile(text: string): Lockfile {
  try {
    return lockfile.parse(JSON.parse(text))
  } catch (cause) {
    throw new BareCountError('build_failed', 'package-lock.json is not an npm lockfile of version 2 or 3.', {
      cause,
      remedy: 'Write it anew with `npm install --package-lock-only` (npm 7 or later).',
    })
  }
}

/** The package's own name: the lockfile says it only where it differs from the path. */
export function nameOfPackage(path: string, locked: LockedPackage): string {
  return locked.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/**
 * Throws `build_failed` naming the packages that could not be checked once downloaded, or that do not come from a
 * registry: git and folder dependencies have no digest in the lockfile.
 */
export function refuseUncheckable(lock: Lockfile): void {
  const faults = Object.entries(lock.packages)
    .filter(([path, locked]) => path !== '' && !locked.dev && !locked.inBundle)
    .flatMap(([path, locked]) => {
      const fault = faultOf(path, locked)
      return fault ? [{ path, message: fault }] : []
    })
  if (!faults.length) return
  const shown = faults.slice(0, 5).map(({ path, message }) => `${path} ${message}`)
  throw new BareCountError('build_failed', `The lockfile has packages that cannot be checked: ${shown.join('; ')}.`, {
    faults,
    remedy: 'Depend on published versions, or put these packages into node_modules and upload that too.',
  })
}

function faultOf(path: string, locked: LockedPackage): string | undefined {
  if (locked.link || !path.startsWith('node_modules/')) return 'is a folder, not a published package'
  if (locked.resolved && !/^https?:\/\//.test(locked.resolved)) return `comes from ${locked.resolved.split(':')[0]}`
  if (!/^(sha512|sha384|sha256)-/.test(locked.integrity ?? '')) return 'has no SHA-2 integrity'
  return undefined
}
