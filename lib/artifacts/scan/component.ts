/** A package inside an artifact, whatever the number of places it is installed at. */
export type Component = {
  /** Package URL: the component's identity. */
  purl: string
  /** As OSV spells it: `npm`, `PyPI`, `Debian:12`. */
  ecosystem: string
  group?: string
  name: string
  /** As people write it, in the ecosystem's normal form: `@scope/name`. */
  fullName: string
  version: string
  /** As its author declared it; may be anything. */
  licence?: string
  hash?: { alg: 'SHA-512' | 'SHA-384' | 'SHA-256'; content: string }
  /** The Debian source package it was built from: advisories are filed under that. */
  source?: { name: string; version: string }
  /** Facts of the ecosystem, for the SBOM. */
  properties?: { name: string; value: string }[]
  paths: string[]
  /** Package URLs of what it uses. */
  dependsOn: string[]
}

export type Inventory = {
  components: Component[]
  /** What the artifact's own code uses. */
  dependsOn: string[]
}

type PurlParts = {
  type: 'npm' | 'pypi' | 'deb'
  namespace?: string | undefined
  name: string
  version?: string | undefined
  qualifiers?: Record<string, string | undefined>
}

/** A package URL. Pure. Source: package-url/purl-spec. */
export function purlOf({ type, namespace, name, version, qualifiers = {} }: PurlParts): string {
  const path = [type, ...(namespace ? [namespace] : []), name].map(encode).join('/')
  const query = Object.entries(qualifiers)
    .flatMap(([key, value]) => (value ? `${key}=${encode(value)}` : []))
    .sort()
    .join('&')
  return `pkg:${path}${version ? `@${encode(version)}` : ''}${query ? `?${query}` : ''}`
}

/** Everything but letters, digits and `.-_~:` is percent-encoded. */
function encode(text: string): string {
  const inHex = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(text)
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/g, inHex)
}

/** Each value once, sorted. Pure. */
export function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

/**
 * What nothing else in the list uses: where a graph of packages without a project of its own begins. Of a circle that
 * nothing else uses, its first member, so that every component can be reached. Pure.
 */
export function rootsOf(components: readonly Component[]): string[] {
  const byPurl = new Map(components.map((component) => [component.purl, component]))
  const used = new Set(components.flatMap(({ purl, dependsOn }) => dependsOn.filter((other) => other !== purl)))
  const roots = components.flatMap(({ purl }) => (used.has(purl) ? [] : purl))
  const reached = new Set<string>()
  const reach = (from: string) => {
    const open = [from]
    for (let purl = open.pop(); purl !== undefined; purl = open.pop()) {
      if (reached.has(purl)) continue
      reached.add(purl)
      open.push(...(byPurl.get(purl)?.dependsOn ?? []))
    }
  }
  roots.forEach(reach)
  for (const purl of [...byPurl.keys()].sort()) {
    if (reached.has(purl)) continue
    roots.push(purl)
    reach(purl)
  }
  return roots.sort()
}
