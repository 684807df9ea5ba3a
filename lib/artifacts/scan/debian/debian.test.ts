import { expect, test } from 'vitest'
import { readCopyright } from './copyright.ts'
import { ecosystemOf, readOsRelease } from './os-release.ts'
import { readStatus } from './status.ts'
import { supportFindings } from './support-findings.ts'

const dep5 = (...licences: string[]) =>
  `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n${licences.map((name) => `Files: *\nLicense: ${name}\n text\n`).join('\n')}`

test.each([
  [dep5('Expat'), { names: ['Expat'], expression: 'MIT' }],
  [dep5('GPL-2+', 'Expat', 'GPL-2+'), { names: ['Expat', 'GPL-2+'], expression: 'MIT AND GPL-2.0-or-later' }],
  [dep5('GPL-3+ or Artistic-2'), { names: ['GPL-3+ or Artistic-2'], expression: '(GPL-3.0-or-later OR Artistic-2.0)' }],
  [dep5('Expat', 'public-domain'), { names: ['Expat', 'public-domain'] }],
  ['This package was debianized by somebody.\nLicense: GPL', undefined],
  [dep5(), undefined],
])('%j declares %j', (text, licences) => {
  expect(readCopyright(text)).toEqual(licences)
})

test.each([
  ['ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"', 'Debian:12'],
  ['ID=debian\nVERSION_CODENAME=trixie\n', 'Debian:13'],
  ['ID=debian\nPRETTY_NAME="Debian GNU/Linux sid"\n', 'Debian'],
  ["ID=ubuntu\nVERSION_ID='22.04'\nVERSION='22.04.3 LTS (Jammy Jellyfish)'", 'Ubuntu:22.04:LTS'],
  ['ID=alpine\nVERSION_ID=3.20', 'Debian'],
])('%j has packages of %s', (text, ecosystem) => {
  expect(ecosystemOf(readOsRelease(text))).toBe(ecosystem)
})

test('the status of a package gives its source, what it needs and what it stands for', () => {
  const text = `Package: a
Status: install ok installed
Version: 1:2.0-1+b3
Architecture: arm64
Depends: b (>= 1), c | d:any [linux-any]
Provides: virtual-a (= 2)

Package: gone
Status: deinstall ok config-files
Version: 1

Package: half
`
  expect(readStatus(text)).toEqual([
    {
      name: 'a',
      version: '1:2.0-1+b3',
      architecture: 'arm64',
      source: { name: 'a', version: '1:2.0-1' },
      depends: [['b'], ['c', 'd']],
      provides: ['virtual-a'],
    },
  ])
})

const component = (name: string, ecosystem = 'Debian:12') => ({
  ...{ purl: `pkg:deb/debian/${name}@1`, ecosystem, name: `lib${name}`, fullName: `lib${name}`, version: '1' },
  ...{ source: { name, version: '1' }, paths: ['var/lib/dpkg/status'], dependsOn: [] },
})

test.each([
  ['mbedtls', 'Debian:12', 'debian-support-ended'],
  ['php-horde-imp', 'Debian:12', 'debian-support-ended'],
  ['golang-1.19', 'Debian:12', 'debian-support-limited'],
  ['mbedtls', 'Debian:11', undefined],
  ['openssl', 'Debian:12', undefined],
])('support of %s in %s: %s', (name, ecosystem, rule) => {
  const found = supportFindings([component(name, ecosystem), component(name, ecosystem)])
  expect(found.map((finding) => finding.rule)).toEqual(rule ? [rule] : [])
})
