import { expect, test } from 'vitest'
import { seedAdvisories } from '../../advisories/seed-advisories.ts'
import { writeImage } from '../oci/image.ts'
import { mediaTypes } from '../oci/schema.ts'
import { type LayerEntry, writeLayer } from '../oci/write-layer.ts'
import { faultsOfSbom } from './sbom.ts'
import { scanArtifact } from './scan-artifact.ts'

await seedAdvisories()

const file = (path: string, content: string): LayerEntry => ({
  type: 'file',
  path,
  mode: 0o644,
  content: Buffer.from(content),
})
const files = (content: Record<string, string>) => Object.entries(content).map(([path, text]) => file(path, text))

/** An image of these layers, lowest first, scanned. */
async function scan(layers: LayerEntry[][], kind: 'image' | 'golden_image' = 'image') {
  const written = []
  for (const entries of layers) {
    const { digest, size } = await writeLayer(entries)
    written.push({ descriptor: { mediaType: mediaTypes.layer, digest, size }, diffId: digest, createdBy: 'test' })
  }
  const { digest } = await writeImage(written, {})
  return scanArtifact({ digest, kind, name: 'web', log: () => undefined })
}

const purls = ({ packages }: { packages: { purl: string }[] }) => packages.map(({ purl }) => purl)
const npm = (name: string, version: string, folder = 'app') =>
  file(`${folder}/node_modules/${name}/package.json`, JSON.stringify({ name, version, license: 'MIT' }))

const status = `Package: libc6
Status: install ok installed
Architecture: amd64
Source: glibc
Version: 2.36-9+deb12u4
Depends: libgcc-s1, libcrypt1 (>= 1:4.4.10-10~)

Package: libgcc-s1
Status: install ok installed
Architecture: amd64
Source: gcc-12 (12.2.0-14)
Version: 12.2.0-14+b2
Depends: libc6 (>= 2.35)

Package: wpewebkit
Status: install ok installed
Architecture: amd64
Version: 2.38.6-1
Pre-Depends: awk | mawk, libc6
Description: a browser
 that has lines

Package: removed
Status: deinstall ok config-files
Architecture: amd64
Version: 1.0

Package: mawk
Status: install ok installed
Architecture: amd64
Version: 1.3.4.20200120-3.1
Provides: awk
`
const debian = files({
  'etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
  'var/lib/dpkg/status': status,
  'var/lib/dpkg/info/mawk.list': '/.\n/usr/bin/mawk\n/etc/mawk.conf\n/lib/mawk/x.sh\n',
  'usr/share/doc/libc6/copyright':
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: LGPL-2.1+\n\nFiles: x\nLicense: Expat\n',
  'usr/share/doc/mawk/copyright':
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-2\n',
})

test('Debian packages of an image: source, suite, licences and edges', async () => {
  const { packages, sbom, findings, summary } = await scan([debian], 'golden_image')
  expect(packages).toMatchObject([
    {
      purl: 'pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12',
      ecosystem: 'Debian:12',
      name: 'libc6',
      sourceName: 'glibc',
      sourceVersion: '2.36-9+deb12u4',
    },
    { name: 'libgcc-s1', sourceName: 'gcc-12', sourceVersion: '12.2.0-14', version: '12.2.0-14+b2' },
    { name: 'mawk', sourceName: 'mawk' },
    { name: 'wpewebkit', path: 'var/lib/dpkg/status' },
  ])
  const names = (refs: string[]) => refs.map((ref) => /debian\/([^@]+)/.exec(ref)?.[1] ?? 'root')
  expect(sbom.dependencies.map(({ ref, dependsOn }) => [names([ref])[0], names(dependsOn)])).toEqual([
    ['root', ['wpewebkit']],
    ['libc6', ['libgcc-s1']],
    ['libgcc-s1', ['libc6']],
    ['mawk', []],
    ['wpewebkit', ['libc6', 'mawk']],
  ])
  expect(sbom.components[0]?.licenses).toEqual([{ expression: 'MIT AND LGPL-2.1-or-later' }])
  expect(await faultsOfSbom(sbom)).toBeUndefined()
  expect(sbom.metadata.component).toMatchObject({ type: 'container' })
  // GPL programs of the system lie beside the tenant's code: nothing of them is denied.
  expect(summary).toMatchObject({ components: 4, deniedLicences: 0, licencesToReview: 4, unknown: 4 })
  expect(findings.map(({ kind, rule, component }) => [kind, rule, component])).toEqual([
    ['dependency', 'debian-support-ended', 'wpewebkit'],
    ['licence', 'system-packages', undefined],
  ])
})

test('what an upper layer replaces, removes or hides is not there', async () => {
  const lower = [
    npm('replaced', '1.0.0'),
    npm('removed', '1.0.0'),
    npm('in-folder', '1.0.0', 'old'),
    npm('hidden', '1.0.0', 'opaque'),
    npm('behind-a-link', '1.0.0', 'link'),
    file('app/package-lock.json', 'not json'),
    npm('stays', '1.0.0'),
  ]
  const upper = [
    npm('replaced', '2.0.0'),
    file('app/node_modules/removed/.wh.package.json', ''),
    file('.wh.old', ''),
    file('opaque/.wh..wh..opq', ''),
    npm('shown', '1.0.0', 'opaque'),
    { type: 'symlink', path: 'link', target: 'app' } as const,
    file('app/.wh.package-lock.json', ''),
  ]
  const result = await scan([lower, upper])
  expect(purls(result)).toEqual(['pkg:npm/replaced@2.0.0', 'pkg:npm/shown@1.0.0', 'pkg:npm/stays@1.0.0'])
  expect(result.findings).toEqual([])
  // In a third layer a removed thing may come back.
  expect(purls(await scan([lower, upper, [npm('in-folder', '3.0.0', 'old')]]))).toContain('pkg:npm/in-folder@3.0.0')
})

const secret = `const password = "${'not-very'}-secret-at-all"`

test('secrets are looked for in files of nobody’s package, as the layers leave them', async () => {
  const lower = [
    ...debian,
    npm('a', '1.0.0'),
    ...files({
      'app/node_modules/a/test.js': secret,
      'etc/mawk.conf': secret,
      'usr/lib/mawk/x.sh': secret,
      'usr/lib/python3/site-packages/x/test.py': secret,
      'srv/removed.js': secret,
      'srv/mended.js': secret,
      'srv/own.js': secret,
      'srv/binary.txt': `\u0000${secret}`,
    }),
  ]
  const upper = files({ 'srv/.wh.removed.js': '', 'srv/mended.js': 'const password = process.env.PASSWORD' })
  const { findings, summary } = await scan([lower, upper])
  expect(findings.filter(({ kind }) => kind === 'secret').map(({ path }) => path)).toEqual(['srv/own.js:1'])
  expect(summary.filesScanned + summary.filesNotScanned).toBe(15)
})

test('what Debian packaged is not counted a second time as a Python package', async () => {
  const result = await scan([
    [
      ...debian,
      ...files({
        'var/lib/dpkg/info/python3-six.list': '/usr/lib/python3/dist-packages/six.egg-info/PKG-INFO\n',
        'usr/lib/python3/dist-packages/six.egg-info/PKG-INFO': 'Name: six\nVersion: 1.16.0\n',
        'usr/local/lib/python3.11/site-packages/idna-3.4.dist-info/METADATA': 'Name: idna\nVersion: 3.4\n',
      }),
    ],
  ])
  expect(purls(result).filter((purl) => purl.startsWith('pkg:pypi'))).toEqual(['pkg:pypi/idna@3.4'])
})

test('an image of a system whose packages cannot be listed says that nothing is known of them', async () => {
  const alpine = files({
    'etc/os-release': 'ID=alpine\nVERSION_ID=3.20.0\n',
    'lib/apk/db/installed': 'P:musl\nV:1.2.5\n',
  })
  expect((await scan([alpine])).findings).toMatchObject([
    { kind: 'dependency', severity: 'unknown', rule: 'packages-not-listed', path: 'lib/apk/db/installed' },
  ])
})

test('an image without any package has an empty, valid SBOM, the same each time', async () => {
  const layers = [[file('app', 'x')]]
  const [first, second] = [await scan(layers), await scan(layers)]
  expect(first.sbom.components).toEqual([])
  expect(await faultsOfSbom(first.sbom)).toBeUndefined()
  expect(JSON.stringify(second.sbom)).toBe(JSON.stringify(first.sbom))
})
