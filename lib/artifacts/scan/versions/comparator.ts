import * as pep440 from '@renovatebot/pep440'
import semver from 'semver'
import { compareDebian, isDebianVersion } from './debian.ts'

/** How versions of one ecosystem are read and ordered. */
export type Comparator = {
  isVersion(version: string): boolean
  /** Below 0 when `a` is older; undefined when one of them is not a version, so that nothing can be said. */
  compare(a: string, b: string): number | undefined
}

export const semverComparator: Comparator = {
  isVersion: (version) => semver.valid(version, { loose: true }) !== null,
  compare: (a, b) => {
    const [one, other] = [semver.parse(a, { loose: true }), semver.parse(b, { loose: true })]
    return one && other ? one.compare(other) : undefined
  },
}

/** Source: packaging.python.org, Version specifiers (formerly PEP 440). */
const pythonComparator: Comparator = {
  isVersion: (version) => pep440.valid(version) !== null,
  compare: (a, b) => (pep440.valid(a) && pep440.valid(b) ? pep440.compare(a, b) : undefined),
}

const debianComparator: Comparator = { isVersion: isDebianVersion, compare: compareDebian }

/** The comparator of an ecosystem as OSV spells it, e.g. `Debian:12`; undefined for one we cannot compare. Pure. */
export function comparatorOf(ecosystem: string): Comparator | undefined {
  const [family] = ecosystem.split(':')
  if (family === 'npm') return semverComparator
  if (family === 'PyPI') return pythonComparator
  return family === 'Debian' || family === 'Ubuntu' ? debianComparator : undefined
}

/** A package's name as its ecosystem compares it. Source: packaging.python.org, Name normalization. Pure. */
export function normalName(ecosystem: string, name: string): string {
  return ecosystem === 'PyPI' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name
}
