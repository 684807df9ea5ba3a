import { type UnpinnedRequirement, unpinnedRequirements } from '../../etl/requirements.ts'
import { type LockedPackage, type Lockfile, parseLockfile } from '../build/lockfile.ts'
import { type DeclaredLicences, readCopyright } from './debian/copyright.ts'
import { type OsRelease, readOsRelease } from './debian/os-release.ts'
import { type DebianPackage, readStatus } from './debian/status.ts'
import { parsePackageJson } from './npm/package-json.ts'
import { type Distribution, readMetadata } from './python/metadata.ts'
import { type PinnedRequirement, pinnedRequirements } from './python/pinned-requirements.ts'

/** What one file says about the packages of an artifact. */
export type Fact =
  | { kind: 'package_json'; found: LockedPackage }
  | { kind: 'lockfile'; lock: Lockfile }
  | { kind: 'distribution'; found: Distribution }
  | { kind: 'requirements'; pinned: PinnedRequirement[]; unpinned: UnpinnedRequirement[] }
  | { kind: 'debian_packages'; packages: DebianPackage[] }
  | { kind: 'debian_files'; paths: string[] }
  | { kind: 'debian_licences'; licences: DeclaredLicences }
  | { kind: 'os_release'; os: OsRelease }
  | { kind: 'other_packages'; manager: 'apk' | 'rpm' }
  /** It should say something and cannot be read. */
  | { kind: 'unreadable'; reason: string }

/** By path, as far as the artifact has it in the end. */
export type Facts = ReadonlyMap<string, Fact>

const MIB = 1024 * 1024

type Reader = { pattern: RegExp; maxBytes: number; read(text: string): Fact | undefined }

const readers: Reader[] = [
  {
    pattern: /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/,
    maxBytes: 4 * MIB,
    read: (text) => ({ kind: 'package_json', found: parsePackageJson(text) }),
  },
  {
    pattern: /^((?!node_modules\/)[^/]+\/)*package\.json$/,
    maxBytes: 4 * MIB,
    read: (text) => ({ kind: 'package_json', found: parsePackageJson(text) }),
  },
  { pattern: /^((?!node_modules\/)[^/]+\/)*package-lock\.json$/, maxBytes: 64 * MIB, read: readLock },
  {
    pattern: /\.(dist-info\/METADATA|egg-info\/PKG-INFO)$/,
    maxBytes: 4 * MIB,
    read: (text) => {
      const found = readMetadata(text)
      return found && { kind: 'distribution', found }
    },
  },
  {
    pattern: /^((?!(node_modules|site-packages|dist-packages)\/)[^/]+\/)*requirements[^/]*\.txt$/,
    maxBytes: MIB,
    read: (text) => ({ kind: 'requirements', pinned: pinnedRequirements(text), unpinned: unpinnedRequirements(text) }),
  },
  {
    pattern: /^var\/lib\/dpkg\/(status|status\.d\/[^/]+(?<!\.md5sums))$/,
    maxBytes: 64 * MIB,
    read: (text) => ({ kind: 'debian_packages', packages: readStatus(text) }),
  },
  {
    pattern: /^var\/lib\/dpkg\/info\/[^/]+\.list$/,
    maxBytes: 16 * MIB,
    read: (text) => ({ kind: 'debian_files', paths: text.split('\n').flatMap(placesOf) }),
  },
  {
    pattern: /^var\/lib\/dpkg\/status\.d\/[^/]+\.md5sums$/,
    maxBytes: 16 * MIB,
    read: (text) => ({ kind: 'debian_files', paths: text.split('\n').flatMap((line) => placesOf(line.slice(34))) }),
  },
  {
    pattern: /^usr\/share\/doc\/[^/]+\/copyright$/,
    maxBytes: MIB,
    read: (text) => {
      const licences = readCopyright(text)
      return licences && { kind: 'debian_licences', licences }
    },
  },
  {
    pattern: /^(etc|usr\/lib)\/os-release$/,
    maxBytes: MIB,
    read: (text) => ({ kind: 'os_release', os: readOsRelease(text) }),
  },
]

const APK = /^(usr\/)?lib\/apk\/db\/installed$/
const RPM = /^(var\/lib|usr\/lib\/sysimage)\/rpm\/(Packages|Packages\.db|rpmdb\.sqlite)$/

/**
 * What is known of a file without reading it: that it is a list of packages which is not looked at, or is too large for
 * one. Undefined for a file that must be read, or says nothing. Pure.
 */
export function factOfEntry(path: string, size: number): Fact | undefined {
  if (APK.test(path)) return { kind: 'other_packages', manager: 'apk' }
  if (RPM.test(path)) return { kind: 'other_packages', manager: 'rpm' }
  return size > (factBytes(path) ?? Number.POSITIVE_INFINITY)
    ? { kind: 'unreadable', reason: 'is too large to be read' }
    : undefined
}

/** How many bytes of a file must be read to learn its fact; undefined for one that says nothing. Pure. */
export function factBytes(path: string): number | undefined {
  return readers.find(({ pattern }) => pattern.test(path))?.maxBytes
}

/** What a file says; undefined for nothing. Pure. */
export function readFact(path: string, text: string): Fact | undefined {
  return readers.find(({ pattern }) => pattern.test(path))?.read(text)
}

function readLock(text: string): Fact {
  try {
    return { kind: 'lockfile', lock: parseLockfile(text) }
  } catch {
    return { kind: 'unreadable', reason: 'is not an npm lockfile of version 2 or 3' }
  }
}

/** A line of dpkg's file lists; where `/lib` is a link to `/usr/lib` the file is in the other place. */
function placesOf(line: string): string[] {
  const path = line.replace(/^\/+/, '').trim()
  if (!path || path === '.') return []
  return /^(bin|sbin|lib|lib64)\//.test(path) ? [path, `usr/${path}`] : [path]
}
