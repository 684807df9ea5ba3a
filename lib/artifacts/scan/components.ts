import { type LockedPackage, type Lockfile, nameOfPackage } from '../build/lockfile.ts'

/** A package inside an artifact, whatever the number of places it is installed at. */
export type Component = {
  /** Package URL: the component's identity. */
  purl: string
  group?: string
  name: string
  /** As people write it: `@scope/name`. */
  fullName: string
  version: string
  /** As its author declared it; may be anything. */
  licence?: string
  hash?: { alg: 'SHA-512' | 'SHA-384' | 'SHA-256'; content: string }
  paths: string[]
  /** Package URLs of what it uses. */
  dependsOn: string[]
}

export type Inventory = {
  components: Component[]
  /** What the artifact's own code uses. */
  dependsOn: string[]
}

/** A `package.json` found under `node_modules`, as far as it is read. */
export type InstalledPackage = LockedPackage

/**
 * The packages of an artifact, sorted by package URL. What is installed counts; the lockfile adds hashes where it speaks
 * of the same version. An artifact without `node_modules` is described by its lockfile alone. Pure.
 */
export function inventory(
  project: InstalledPackage,
  installed: ReadonlyMap<string, InstalledPackage>,
  lock?: Lockfile,
): Inventory {
  const packages = installed.size ? describeInstalled(installed, lock) : describeLocked(lock)
  const byPurl = new Map<string, Component>()
  const purlAt = new Map([...packages].map(([path, found]) => [path, purlOf(path, found)]))
  const edgesFrom = (path: string, found: LockedPackage) =>
    [...neededBy(found)].flatMap((name) => purlAt.get(resolvePath(path, name, purlAt)) ?? [])
  for (const [path, found] of packages) {
    const purl = purlAt.get(path) as string
    const component = byPurl.get(purl) ?? describe(purl, path, found)
    component.paths.push(path)
    component.dependsOn.push(...edgesFrom(path, found))
    byPurl.set(purl, component)
  }
  const components = [...byPurl.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1))
  for (const component of components) {
    component.dependsOn = unique(component.dependsOn)
    component.paths.sort()
  }
  return { components, dependsOn: unique(edgesFrom('', lock?.packages[''] ?? project)) }
}

function describeInstalled(
  installed: ReadonlyMap<string, InstalledPackage>,
  lock: Lockfile | undefined,
): Map<string, LockedPackage> {
  const merged = new Map<string, LockedPackage>()
  for (const [path, found] of installed) {
    const locked = lock?.packages[path]
    const agrees = locked?.version === found.version
    merged.set(path, {
      ...found,
      license: found.license ?? locked?.license,
      integrity: agrees ? locked?.integrity : undefined,
    })
  }
  return merged
}

function describeLocked(lock: Lockfile | undefined): Map<string, LockedPackage> {
  const entries = Object.entries(lock?.packages ?? {})
  return new Map(entries.filter(([path, found]) => path !== '' && !found.dev && !found.link))
}

function neededBy(found: LockedPackage): Set<string> {
  // A peer is used when somebody installed it; one that is not there resolves to nothing.
  return new Set(Object.keys({ ...found.dependencies, ...found.optionalDependencies, ...found.peerDependencies }))
}

/** Where Node finds `name` from the package at `from`: its own node_modules, then each one above. */
function resolvePath(from: string, name: string, known: ReadonlyMap<string, string>): string {
  let at = from
  for (;;) {
    const candidate = at ? `${at}/node_modules/${name}` : `node_modules/${name}`
    if (known.has(candidate) || !at) return candidate
    at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))
  }
}

function describe(purl: string, path: string, found: LockedPackage): Component {
  const fullName = nameOfPackage(path, found)
  const [first = '', second] = fullName.split('/')
  return {
    purl,
    ...(second ? { group: first } : {}),
    name: second ?? first,
    fullName,
    version: found.version ?? '',
    ...(found.license ? { licence: found.license } : {}),
    ...hashOf(found.integrity),
    paths: [],
    dependsOn: [],
  }
}

/** The strongest hash of a Subresource Integrity text, in hex. */
function hashOf(integrity = ''): Pick<Component, 'hash'> {
  for (const bits of ['512', '384', '256'] as const) {
    const base64 = new RegExp(`(?:^|\\s)sha${bits}-([A-Za-z0-9+/=]+)`).exec(integrity)?.[1]
    if (base64) return { hash: { alg: `SHA-${bits}`, content: Buffer.from(base64, 'base64').toString('hex') } }
  }
  return {}
}

/** Source: package-url/purl-spec, type npm. */
function purlOf(path: string, found: LockedPackage): string {
  const name = nameOfPackage(path, found).split('/').map(encodeURIComponent).join('/')
  return `pkg:npm/${name}${found.version ? `@${encodeURIComponent(found.version)}` : ''}`
}

function unique(values: string[]): string[] {
  return [...new Set(values)].sort()
}
