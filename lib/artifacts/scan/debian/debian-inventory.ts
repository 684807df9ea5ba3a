import { type Component, type Inventory, purlOf, rootsOf, unique } from '../component.ts'
import type { DeclaredLicences } from './copyright.ts'
import { ecosystemOf, type OsRelease } from './os-release.ts'
import type { DebianPackage } from './status.ts'

export type DebianFacts = {
  /** By the path of the database they are in. */
  packages: ReadonlyMap<string, readonly DebianPackage[]>
  /** By package name. */
  licences: ReadonlyMap<string, DeclaredLicences>
  os: OsRelease | undefined
}

/** The Debian packages of an image, sorted by package URL, with the edges that their dependencies make. Pure. */
export function debianInventory({ packages, licences, os }: DebianFacts): Inventory {
  const found = [...packages].flatMap(([path, listed]) => listed.map((one) => ({ path, ...one })))
  const providers = new Map<string, string[]>()
  for (const one of found) {
    for (const name of [one.name, ...one.provides]) {
      providers.set(name, [...(providers.get(name) ?? []), debianPurl(one, os)])
    }
  }
  // Of alternatives the first that is installed is what dpkg was content with.
  const edgesOf = ({ depends }: DebianPackage) =>
    depends.flatMap((names) => names.map((name) => providers.get(name)).find((purls) => purls) ?? [])
  const components = found.map((one): Component => {
    const purl = debianPurl(one, os)
    return {
      ...describe(purl, one, licences.get(one.name), os),
      dependsOn: unique(edgesOf(one)).filter((other) => other !== purl),
    }
  })
  const byPurl = new Map(components.map((component) => [component.purl, component]))
  const sorted = [...byPurl.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1))
  return { components: sorted, dependsOn: rootsOf(sorted) }
}

function debianPurl({ name, version, architecture }: DebianPackage, os: OsRelease | undefined): string {
  const distro = os?.version ? `${os.id}-${os.version}` : undefined
  const namespace = os?.id === 'ubuntu' ? 'ubuntu' : 'debian'
  return purlOf({ type: 'deb', namespace, name, version, qualifiers: { arch: architecture, distro } })
}

function describe(
  purl: string,
  { name, version, source, path }: DebianPackage & { path: string },
  licences: DeclaredLicences | undefined,
  os: OsRelease | undefined,
): Omit<Component, 'dependsOn'> {
  return {
    purl,
    ecosystem: ecosystemOf(os),
    name,
    fullName: name,
    version,
    source,
    ...(licences?.expression ? { licence: licences.expression } : {}),
    properties: [
      { name: 'barecount:debian:source', value: source.name },
      { name: 'barecount:debian:source-version', value: source.version },
      ...(licences ? [{ name: 'barecount:debian:licences', value: licences.names.join(', ') }] : []),
    ],
    paths: [path],
  }
}
