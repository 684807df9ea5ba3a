import { type Component, type Inventory, purlOf, rootsOf, unique } from '../component.ts'
import type { Distribution } from './metadata.ts'
import type { PinnedRequirement } from './pinned-requirements.ts'

export type PythonFacts = {
  /** By the path of the METADATA. */
  distributions: ReadonlyMap<string, Distribution>
  /** By the path of the requirements file. */
  requirements: ReadonlyMap<string, readonly PinnedRequirement[]>
}

/**
 * The Python packages of an artifact, sorted by package URL. What is installed counts; a pinned requirement that nothing
 * installed is taken as what will be. Pure.
 */
export function pythonInventory({ distributions, requirements }: PythonFacts): Inventory {
  const byPurl = new Map<string, Component & { requires: string[] }>()
  const add = (found: Omit<Distribution, 'requires'> & { sha256?: string; requires?: string[] }, path: string) => {
    const purl = purlOf({ type: 'pypi', name: found.name, version: found.version })
    const component = byPurl.get(purl) ?? { ...describe(purl, found), requires: [] }
    component.paths.push(path)
    component.requires.push(...(found.requires ?? []))
    byPurl.set(purl, component)
  }
  for (const [path, found] of distributions) add(found, path)
  const installed = new Set([...distributions.values()].map(({ name }) => name))
  for (const [path, pinned] of requirements) {
    for (const found of pinned) if (!installed.has(found.name)) add(found, path)
  }
  const sorted = [...byPurl.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1))
  const purlsOf = (name: string) => sorted.flatMap((other) => (other.name === name ? other.purl : []))
  const components = sorted.map(({ requires, ...component }) => ({
    ...component,
    dependsOn: unique(unique(requires).flatMap(purlsOf)),
    paths: unique(component.paths),
  }))
  const asked = [...requirements.values()].flatMap((pinned) => pinned.flatMap(({ name }) => purlsOf(name)))
  return { components, dependsOn: asked.length ? unique(asked) : rootsOf(components) }
}

function describe(
  purl: string,
  { name, version, licence, sha256 }: { name: string; version: string; licence?: string; sha256?: string },
): Component {
  return {
    purl,
    ecosystem: 'PyPI',
    name,
    fullName: name,
    version,
    ...(licence ? { licence } : {}),
    ...(sha256 ? { hash: { alg: 'SHA-256', content: sha256 } } : {}),
    paths: [],
    dependsOn: [],
  }
}
