import { type LockedPackage, type Lockfile, nameOfPackage } from '../../build/lockfile.ts'
import { type Component, type Inventory, purlOf, unique } from '../component.ts'

/** A `package.json` found under `node_modules`, as far as it is read. */
export type InstalledPackage = LockedPackage

export type NpmFacts = {
  /** By the folder each is in; `''` is the artifact's own. */
  projects: ReadonlyMap<string, InstalledPackage>
  /** By the path each is installed at. */
  installed: ReadonlyMap<string, InstalledPackage>
  /** By the folder each is in. */
  locks: ReadonlyMap<string, Lockfile>
}

/**
 * The npm packages of an artifact, sorted by package URL. What is installed counts; a lockfile adds hashes where it
 * speaks of the same version. A project without `node_modules` is described by its lockfile alone. Pure.
 */
export function npmInventory({ projects, installed, locks }: NpmFacts): Inventory {
  const packages = describeInstalled(installed, locks)
  for (const [folder, lock] of locks) {
    const modules = within(folder, 'node_modules/')
    if (![...installed.keys()].some((path) => path.startsWith(modules))) describeLocked(folder, lock, packages)
  }
  const byPurl = new Map<string, Component>()
  const purlAt = new Map([...packages].map(([path, found]) => [path, npmPurl(path, found)]))
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
  const folders = unique([...projects.keys(), ...locks.keys()])
  const needs = (folder: string) => locks.get(folder)?.packages[''] ?? projects.get(folder) ?? {}
  return { components, dependsOn: unique(folders.flatMap((folder) => edgesFrom(folder, needs(folder)))) }
}

/**
 * Where the packages are installed whose files a lockfile names by integrity: the same for everybody who installs them.
 * Pure.
 */
export function checkedPackages({ installed, locks }: NpmFacts): Set<string> {
  const checked = [...installed].filter(([path, { version }]) => {
    const locked = lockedAt(path, locks)
    return locked?.integrity && locked.version === version
  })
  return new Set(checked.map(([path]) => path))
}

const within = (folder: string, path: string) => (folder ? `${folder}/${path}` : path)

/** What the lockfile of the project around `path` says of it. */
function lockedAt(path: string, locks: NpmFacts['locks']): LockedPackage | undefined {
  const at = /(?:^|\/)node_modules\//.exec(path)
  const folder = at ? path.slice(0, at.index) : ''
  return locks.get(folder)?.packages[folder ? path.slice(folder.length + 1) : path]
}

function describeInstalled(installed: NpmFacts['installed'], locks: NpmFacts['locks']): Map<string, LockedPackage> {
  const merged = new Map<string, LockedPackage>()
  for (const [path, found] of installed) {
    const locked = lockedAt(path, locks)
    const agrees = locked?.version === found.version
    merged.set(path, {
      ...found,
      license: found.license ?? locked?.license,
      integrity: agrees ? locked?.integrity : undefined,
    })
  }
  return merged
}

function describeLocked(folder: string, lock: Lockfile, into: Map<string, LockedPackage>): void {
  for (const [path, found] of Object.entries(lock.packages)) {
    if (path !== '' && !found.dev && !found.link) into.set(within(folder, path), found)
  }
}

function neededBy(found: LockedPackage): Set<string> {
  // A peer is used when somebody installed it; one that is not there resolves to nothing.
  return new Set(Object.keys({ ...found.dependencies, ...found.optionalDependencies, ...found.peerDependencies }))
}

/** Where Node finds `name` from the package at `from`: its own node_modules, then each one above. */
function resolvePath(from: string, name: string, known: ReadonlyMap<string, string>): string {
  let at = from
  for (;;) {
    const candidate = within(at, `node_modules/${name}`)
    if (known.has(candidate) || !at) return candidate
    const above = at.lastIndexOf('/')
    at = at.slice(0, Math.max(0, above))
    while (/(^|\/)(node_modules|@[^/]+)$/.test(at)) at = at.slice(0, Math.max(0, at.lastIndexOf('/')))
  }
}

function describe(purl: string, path: string, found: LockedPackage): Component {
  const fullName = nameOfPackage(path, found)
  const [first = '', second] = fullName.split('/')
  return {
    purl,
    ecosystem: 'npm',
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

function npmPurl(path: string, found: LockedPackage): string {
  const [first = '', second] = nameOfPackage(path, found).split('/')
  return purlOf({ type: 'npm', namespace: second && first, name: second ?? first, version: found.version })
}
