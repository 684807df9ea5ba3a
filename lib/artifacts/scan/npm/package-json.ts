import { z } from 'zod'
import type { LockedPackage } from '../../build/lockfile.ts'

const names = z.record(z.string(), z.string()).optional().catch(undefined)
const text = z.string().optional().catch(undefined)
const schema = z.object({
  name: text,
  version: text,
  license: z
    .union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)])
    .optional()
    .catch(undefined),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
})

/** A `package.json` as far as it can be read: somebody's broken one still says that a package is there. Pure. */
export function parsePackageJson(content: string): LockedPackage {
  try {
    return schema.parse(JSON.parse(content))
  } catch {
    return {}
  }
}
