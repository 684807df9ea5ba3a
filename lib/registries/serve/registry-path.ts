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

/** The parts of a path below `/v2/`; undefined for what this registry does not have. Pure. */
export function parseRegistryPath(parts: readonly string[]): RegistryPath | undefined {
  const [tenant, repository, kind, last, ...more] = parts
  if (!tenant || !repository || !last || more.length) return undefined
  const digest = /^sha256:[0-9a-f]{64}$/.test(last) ? last : undefined
  if (kind === 'manifests' && (digest || /^[\w][\w.-]{0,127}$/.test(last))) {
    return { tenant, repository, kind: 'manifest', reference: last }
  }
  if (kind === 'blobs' && digest) return { tenant, repository, kind: 'blob', digest }
  if (kind === 'tags' && last === 'list') return { tenant, repository, kind: 'tags' }
  if (kind === 'referrers' && digest) return { tenant, repository, kind: 'referrers', digest }
  return undefined
}
