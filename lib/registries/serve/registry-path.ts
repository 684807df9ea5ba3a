/** What a request to the portal's own registry asks for. */
export type RegistryPath = {
  /** Slug of the tenant, and the repository within it. */
  tenant: string
  repository: string
} & (
  | { kind: 'manifest'; reference: string }
  | { kind: 'blob'; digest: string }
  | { kind: 'tags' }
  | { kind: 'referrers'; digest: string }
)

/** Slugs and names of manifests. */
const isLabel = (text: string) => /^[a-z0-9-]{1,63}$/.test(text)

/**
 * The parts of a path below `/v2/`, as they stand in the URL; undefined for what this registry does not have. Pure.
 */
export function parseRegistryPath(parts: readonly string[]): RegistryPath | undefined {
  // Some tools escape the colon of a digest; nothing else here needs escaping.
  const [tenant, repository, kind, last, ...more] = parts.map((part) => part.replace(/%3a/i, ':'))
  if (!tenant || !repository || !last || more.length || !isLabel(tenant) || !isLabel(repository)) return undefined
  const digest = /^sha256:[0-9a-f]{64}$/.test(last) ? last : undefined
  if (kind === 'manifests' && (digest || /^[\w][\w.-]{0,127}$/.test(last))) {
    return { tenant, repository, kind: 'manifest', reference: last }
  }
  if (kind === 'blobs' && digest) return { tenant, repository, kind: 'blob', digest }
  if (kind === 'tags' && last === 'list') return { tenant, repository, kind: 'tags' }
  if (kind === 'referrers' && digest) return { tenant, repository, kind: 'referrers', digest }
  return undefined
}
