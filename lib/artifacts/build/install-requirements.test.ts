import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryHome } from '../testing/temp-home.ts'
import { installRequirements } from './install-requirements.ts'

const home = temporaryHome()

test.each([
  ['an option', '--no-binary=:all:'],
  ['an address', 'six @ https://elsewhere.test/six.whl'],
  ['a path', '../six'],
  // What pip takes for the end of a line, and JavaScript mostly does not.
  ['an option after a carriage return', 'six==1.16.0\r--no-binary=:all:'],
  ['an option after a form feed', 'six==1.16.0 #\f--no-binary=:all:'],
  ['an option after a line separator', 'six==1.16.0\u2028--no-binary=:all:'],
  ['an option after a next-line character', 'six==1.16.0 # \u0085--no-binary=:all:'],
])('%s is not given to pip', async (_what, line) => {
  const folder = fs.mkdtempSync(path.join(home, 'job-'))
  fs.writeFileSync(path.join(folder, 'requirements.txt'), `# packages\n${line}\n`)
  await expect(installRequirements(folder, () => undefined)).rejects.toMatchObject({
    code: 'build_failed',
    faults: [{ line: 2 }],
  })
})
