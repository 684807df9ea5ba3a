import { expect, test } from 'vitest'
import { readMetadata } from './metadata.ts'
import { pinnedRequirements } from './pinned-requirements.ts'
import { pythonInventory } from './python-inventory.ts'

const metadata = (...headers: string[]) =>
  readMetadata(['Name: Some_Thing', 'Version: 1.0', ...headers, '', 'Text'].join('\n'))

test.each([
  [['License-Expression: MIT OR Apache-2.0', 'License: ignored'], 'MIT OR Apache-2.0'],
  [['License: MIT', 'Classifier: License :: OSI Approved :: MIT License'], 'MIT'],
  [['License: see file', 'Classifier: License :: OSI Approved :: Apache Software License'], 'Apache-2.0'],
  [['License: BSD', 'Classifier: License :: OSI Approved :: BSD License'], 'BSD'],
  [
    ['Classifier: License :: OSI Approved :: MIT License', 'Classifier: License :: OSI Approved :: ISC License (ISCL)'],
    undefined,
  ],
  [['License: UNKNOWN'], undefined],
  [['License: Permission is granted', '        to everybody'], undefined],
  [[], undefined],
])('%j declares %s', (headers, licence) => {
  expect(metadata(...headers)?.licence).toBe(licence)
})

test('what is needed is named in normal form, without what only an extra needs', () => {
  const found = metadata(
    'Requires-Dist: Zope.Interface (>=5)',
    'Requires-Dist: numpy>=1.26; python_version >= "3.9"',
    "Requires-Dist: pytest ; extra == 'test'",
    'Requires-Dist: requests[socks]==2.31',
  )
  expect(found).toMatchObject({ name: 'some-thing', requires: ['zope-interface', 'numpy', 'requests'] })
})

test.each(['', 'Name: only', 'not a header'])('%j is no distribution', (text) => {
  expect(readMetadata(text)).toBeUndefined()
})

const sha = 'ab'.repeat(32)
test('pinned lines of a requirements file are packages, others are not', () => {
  const text = [
    '# comment',
    'Django==4.2.3',
    `idna == 3.4 --hash=sha256:${sha}`,
    `six==1.16.0 \\`,
    `    --hash=sha256:${sha} --hash=sha256:${'cd'.repeat(32)}`,
    'uvicorn[standard]===0.30.0 ; python_version >= "3.8"  # why',
    'numpy>=1.26',
    'pandas==2.*',
    '-r other.txt',
    'git+https://example.test/x.git@main',
  ].join('\n')
  expect(pinnedRequirements(text)).toEqual([
    { name: 'django', version: '4.2.3' },
    { name: 'idna', version: '3.4', sha256: sha },
    { name: 'six', version: '1.16.0' },
    { name: 'uvicorn', version: '0.30.0' },
  ])
})

test('what is installed counts; what is only pinned is taken as what will be', () => {
  const { components, dependsOn } = pythonInventory({
    distributions: new Map([
      ['a/six-1.15.dist-info/METADATA', { name: 'six', version: '1.15', requires: [] }],
      ['b/top-1.dist-info/METADATA', { name: 'top', version: '1', requires: ['six', 'absent'] }],
    ]),
    requirements: new Map([['requirements.txt', pinnedRequirements('six==1.16\nidna==3.4')]]),
  })
  expect(components.map(({ purl, dependsOn: edges, paths }) => [purl, edges, paths])).toEqual([
    ['pkg:pypi/idna@3.4', [], ['requirements.txt']],
    ['pkg:pypi/six@1.15', [], ['a/six-1.15.dist-info/METADATA']],
    ['pkg:pypi/top@1', ['pkg:pypi/six@1.15'], ['b/top-1.dist-info/METADATA']],
  ])
  expect(dependsOn).toEqual(['pkg:pypi/idna@3.4', 'pkg:pypi/six@1.15'])
})
