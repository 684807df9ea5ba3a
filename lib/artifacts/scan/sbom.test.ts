import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Lockfile, parseLockfile } from '../build/lockfile.ts'
import { type InstalledPackage, npmInventory } from './npm/npm-inventory.ts'
import { faultsOfSbom, makeSbom } from './sbom.ts'

const subject = { name: 'orders-webhook', sha256: 'ab'.repeat(32) }
const ownLock = parseLockfile(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'))
const inventory = (installed: Map<string, InstalledPackage>, lock?: Lockfile) =>
  npmInventory({ projects: new Map(), installed, locks: new Map(lock ? [['', lock]] : []) })
const own = inventory(new Map(), ownLock)

test('the SBOM of a real lockfile of hundreds of packages is valid and the same each time', async () => {
  const sbom = makeSbom(subject, own)
  expect(sbom.components.length).toBeGreaterThan(150)
  expect(await faultsOfSbom(sbom)).toBeUndefined()
  expect(JSON.stringify(makeSbom(subject, inventory(new Map(), ownLock)))).toBe(JSON.stringify(sbom))
  expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('its edges are those of the packages, not all hung on the root', () => {
  const { dependencies } = makeSbom(subject, own)
  const of = (name: string) => dependencies.find(({ ref }) => ref.startsWith(`pkg:npm/${name}@`))?.dependsOn ?? []
  expect(of('react-dom').map((purl) => purl.replace(/@[^@]*$/, ''))).toEqual(['pkg:npm/react', 'pkg:npm/scheduler'])
  const known = new Set(dependencies.map(({ ref }) => ref))
  expect(dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !known.has(ref))).toEqual([])
})

test('a licence that SPDX does not know keeps the document valid', async () => {
  const licences = ['MIT', '(MIT OR Apache-2.0)', 'Custom: see file', 'GPL-3.0']
  const installed = new Map(licences.map((license, index) => [`node_modules/p${index}`, { version: '1.0.0', license }]))
  const sbom = makeSbom(subject, inventory(installed))
  expect(await faultsOfSbom(sbom)).toBeUndefined()
  expect(sbom.components.map(({ licenses }) => licenses?.[0])).toEqual([
    { license: { id: 'MIT' } },
    { expression: '(MIT OR Apache-2.0)' },
    { license: { name: 'Custom: see file' } },
    { license: { id: 'GPL-3.0' } },
  ])
})

test('the validator refuses what is not CycloneDX', async () => {
  expect(await faultsOfSbom({ ...makeSbom(subject, own), surprise: true })).toMatch(/additionalProperties|surprise/)
})
