import type { LockedPackage, Lockfile } from '../build/lockfile.ts'
import type { Component, Inventory } from './component.ts'
import { unique } from './component.ts'
import type { DeclaredLicences } from './debian/copyright.ts'
import { debianInventory } from './debian/debian-inventory.ts'
import type { OsRelease } from './debian/os-release.ts'
import type { DebianPackage } from './debian/status.ts'
import type { Fact, Facts } from './facts.ts'
import { type NpmFacts, npmInventory } from './npm/npm-inventory.ts'
import type { Distribution } from './python/metadata.ts'
import type { PinnedRequirement } from './python/pinned-requirements.ts'
import { pythonInventory } from './python/python-inventory.ts'

export type ArtifactInventory = Inventory & {
  npm: NpmFacts
  os: OsRelease | undefined
  /** Files that belong to a Debian package. */
  debianFiles: ReadonlySet<string>
}

/** The packages of an artifact over all ecosystems, from what its files say. Pure. */
export function takeInventory(facts: Facts): ArtifactInventory {
  const debianFiles = new Set([...facts.values()].flatMap((fact) => (fact.kind === 'debian_files' ? fact.paths : [])))
  // What Debian packaged is a Debian package, also when it is written in Python or JavaScript.
  const own = new Map([...facts].filter(([path]) => !debianFiles.has(path)))
  const npm = npmFacts(own)
  const os = osOf(facts)
  const found = [
    npmInventory(npm),
    pythonInventory({
      distributions: pick<'distribution', Distribution>(own, 'distribution', ({ found }) => found),
      requirements: pick<'requirements', PinnedRequirement[]>(own, 'requirements', ({ pinned }) => pinned),
    }),
    debianInventory({
      packages: pick<'debian_packages', DebianPackage[]>(facts, 'debian_packages', ({ packages }) => packages),
      licences: licencesOf(facts),
      os,
    }),
  ]
  const components = found.flatMap((inventory): Component[] => inventory.components)
  return {
    components: components.sort((a, b) => (a.purl < b.purl ? -1 : 1)),
    dependsOn: unique(found.flatMap(({ dependsOn }) => dependsOn)),
    npm,
    os,
    debianFiles,
  }
}

function pick<K extends Fact['kind'], T>(
  facts: Facts,
  kind: K,
  value: (fact: Extract<Fact, { kind: K }>) => T,
): Map<string, T> {
  const picked = new Map<string, T>()
  // In a fixed order: tar and zip keep their own, and the result must not depend on it.
  for (const path of [...facts.keys()].sort()) {
    const fact = facts.get(path)
    if (fact?.kind === kind) picked.set(path, value(fact as Extract<Fact, { kind: K }>))
  }
  return picked
}

function npmFacts(facts: Facts): NpmFacts {
  const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const byFolder = <T>(found: Map<string, T>) => new Map([...found].map(([path, value]) => [folderOf(path), value]))
  const described = byFolder(pick<'package_json', LockedPackage>(facts, 'package_json', ({ found }) => found))
  const locks = byFolder(pick<'lockfile', Lockfile>(facts, 'lockfile', ({ lock }) => lock))
  const isInstalled = (folder: string) => /(^|\/)node_modules\//.test(folder)
  return {
    projects: new Map([...described].filter(([folder]) => !isInstalled(folder))),
    installed: new Map([...described].filter(([folder]) => isInstalled(folder))),
    locks,
  }
}

function licencesOf(facts: Facts): Map<string, DeclaredLicences> {
  const byPath = pick<'debian_licences', DeclaredLicences>(facts, 'debian_licences', ({ licences }) => licences)
  return new Map([...byPath].map(([path, licences]) => [path.split('/').at(-2) ?? '', licences]))
}

function osOf(facts: Facts): OsRelease | undefined {
  const fact = facts.get('etc/os-release') ?? facts.get('usr/lib/os-release')
  return fact?.kind === 'os_release' ? fact.os : undefined
}
