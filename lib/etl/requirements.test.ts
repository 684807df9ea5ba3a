import { expect, test } from 'vitest'
import { unpinnedRequirements } from './requirements.ts'

test.each([
  'requests==2.32.3',
  'requests[socks] == 2.32.3  # for the proxy',
  'numpy==1.26.4 ; python_version < "3.13"',
  'numpy==1.26.4 --hash=sha256:abc \\\n    --hash=sha256:def',
  '--only-binary :all:',
  '# nothing\n\n',
  'torch===2.4.0+cpu',
])('%j is pinned', (text) => {
  expect(unpinnedRequirements(text)).toEqual([])
})

test.each([
  ['requests', 'requests'],
  ['requests>=2.0', 'requests'],
  ['requests~=2.0', 'requests'],
  ['requests==2.*', 'requests'],
  ['requests==2.0,!=2.0.1', 'requests'],
  ['git+https://example.com/x.git', 'git'],
  ['-e ./local', 'local'],
  ['-r more.txt', 'more.txt'],
  ['pkg @ https://example.com/pkg.whl', 'pkg'],
])('%j is not, and the line is told', (text, name) => {
  expect(unpinnedRequirements(`a==1\n\n${text}\r\nb==2\n`)).toMatchObject([{ line: 3, name }])
})

test('a requirement over several lines is told by its first', () => {
  expect(unpinnedRequirements('a==1\nb>=2 \\\n  --hash=sha256:00\n')).toEqual([{ line: 2, name: 'b', spec: 'b>=2' }])
})
