import type { ScanDataset } from '../artifacts/schema.ts'
import { jsonDigest } from '../digest.ts'
import { newerCve } from './cve-number.ts'

type Source = {
  name: string
  version: string | null
  digest: string
  records: number
  packages: number
  newestModified: Date | null
  newestCve: string | null
  ecosystems: string[]
  completeFor: string[]
}

/** What the vulnerability data is, over all its sources. The same sources in the same state have the same digest. Pure. */
export function describeDataset(sources: readonly Source[]): ScanDataset {
  const facts = sources.map(({ version, newestModified, newestCve: _, ...source }) => ({
    ...source,
    version: version ?? source.digest.slice('sha256:'.length, 'sha256:'.length + 12),
    newestModified: newestModified?.toISOString() ?? null,
  }))
  const modified = facts.flatMap(({ newestModified }) => newestModified ?? []).sort()
  return {
    name: sources.map(({ name }) => name).join(', ') || 'no vulnerability data',
    version: facts.map(({ name, version }) => `${name} ${version}`).join(', ') || 'none',
    digest: jsonDigest(facts.map(({ name, digest, records, completeFor }) => ({ name, digest, records, completeFor }))),
    // The data is as old as the oldest of its sources.
    date: modified[0] ?? null,
    newestCve: sources.reduce<string | null>((newest, source) => newerCve(newest, source.newestCve ?? ''), null),
    ecosystems: [...new Set(sources.flatMap(({ ecosystems }) => ecosystems))].sort(),
    packagesCovered: sources.reduce((sum, { packages }) => sum + packages, 0),
    advisories: sources.reduce((sum, { records }) => sum + records, 0),
    sources: facts,
  }
}
