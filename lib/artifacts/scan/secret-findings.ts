import type { ScanFinding } from '../schema.ts'
import type { ArtifactReader } from './artifact-reader.ts'
import { checkedPackages } from './npm/npm-inventory.ts'
import { findSecrets } from './secrets.ts'
import type { ArtifactInventory } from './take-inventory.ts'

export type SecretSearch = { findings: ScanFinding[]; filesRead: number; filesSkipped: number }

/** The innermost npm package that a file belongs to. */
const NPM_PACKAGE = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//
const PYTHON_PACKAGES = /(^|\/)(site|dist)-packages\//

/**
 * Secrets in the text files that are the tenant's own. Not searched are the files of packages published for everybody,
 * whose tests are full of made-up secrets: in a zip those that the lockfile names by integrity, in an image whatever
 * npm, Python or Debian installed.
 */
export async function secretFindings(
  reader: ArtifactReader,
  inventory: ArtifactInventory,
  isImage: boolean,
): Promise<SecretSearch> {
  const checked = isImage ? new Set(inventory.npm.installed.keys()) : checkedPackages(inventory.npm)
  const isPublished = (path: string) => {
    const root = NPM_PACKAGE.exec(path)?.[1]
    if (root !== undefined && checked.has(root)) return true
    return isImage && (inventory.debianFiles.has(path) || PYTHON_PACKAGES.test(path))
  }
  const findings: ScanFinding[] = []
  const { read, skipped } = await reader.readTexts({
    wanted: (path) => !isPublished(path),
    visit: async (path, text) => {
      findings.push(...(await findSecrets(path, text)))
    },
  })
  return { findings, filesRead: read, filesSkipped: skipped }
}
