import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryHome, writeFiles } from '../testing/temp-home.ts'
import { checkHandler } from './check-handler.ts'

const home = temporaryHome()

async function check(handler: string, files: Record<string, string>) {
  const lines: string[] = []
  const folder = writeFiles(fs.mkdtempSync(path.join(home, 'fn-')), files)
  return { file: await checkHandler(folder, handler, (line) => lines.push(line)), lines }
}

const good: [string, Record<string, string>, string][] = [
  ['index.handler', { 'index.mjs': 'export const handler = async () => 1' }, 'index.mjs'],
  ['index.handler', { 'index.mjs': 'const h = () => 1\nexport { h as handler }' }, 'index.mjs'],
  ['index.handler', { 'index.mjs': 'export * from "./real.mjs"' }, 'index.mjs'],
  ['index.handler', { 'index.js': 'exports.handler = () => 1' }, 'index.js'],
  ['index.handler', { 'index.js': 'export function handler() {}', 'package.json': '{"type":"module"}' }, 'index.js'],
  ['src/app.run', { 'src/app.cjs': 'module.exports = { run() {} }' }, 'src/app.cjs'],
]
test.each(good)('%s in %j', async (handler, files, file) => {
  expect(await check(handler, files)).toEqual({ file, lines: [] })
})

const bad: [string, Record<string, string>, RegExp][] = [
  ['index.handler', { 'main.mjs': '' }, /no index\.js, index\.mjs, index\.cjs/],
  ['index.handler', { 'index.mjs': 'export const main = 1' }, /index\.mjs does not export handler/],
  ['index.handler', { 'index.mjs': '\nexport const handler = (' }, /index\.mjs line \d: SyntaxError/],
  ['index.handler', { 'index.js': 'exports.handler = ' }, /index\.js line 1: SyntaxError/],
  ['index.handler', { 'index.js': '', 'package.json': '{' }, /not a JSON object|SyntaxError/],
]
test.each(bad)('%s in %j fails the build', async (handler, files, reason) => {
  await expect(check(handler, files)).rejects.toMatchObject({
    code: 'build_failed',
    message: expect.stringMatching(reason),
  })
})

test('what only shows at run time is let through with a word', async () => {
  const { lines } = await check('index.handler', { 'index.js': 'module.exports = require("./other")' })
  expect(lines.join()).toContain('mentions handler')
})

test('the code is not run', async () => {
  const mark = path.join(home, 'ran')
  await check('index.handler', {
    'index.mjs': `import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(mark)}, ''); export const handler = 1`,
  })
  expect(fs.existsSync(mark)).toBe(false)
})
