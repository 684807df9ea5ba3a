import { z } from 'zod'
import type { ScanFinding } from './schema.ts'

const namesSchema = z.array(z.string()).catch([])

/**
 * Findings for the bases of an image that are not named by digest, from what its build left. Each says where it stands:
 * `debian:12 (Dockerfile, line 1)`. Pure.
 */
export function unpinnedBases(unpinned: unknown): ScanFinding[] {
  return namesSchema.parse(unpinned).map((name) => {
    const [, base = name, file, line] = /^(.+) \((.+), line (\d+)\)$/.exec(name) ?? []
    return {
      kind: 'dependency',
      severity: 'medium',
      rule: 'image.unpinned_base',
      component: base,
      ...(file ? { path: `${file}:${line}` } : {}),
      message: `The image begins from ${base}, which can be another image at the next build.`,
      remedy: 'Name it by digest: registry/repository@sha256:…',
    }
  })
}
