import fs from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { init, parse } from 'es-module-lexer'
import { BareCountError } from '../../errors.ts'
import { readPackageJson } from './package-json.ts'
import { runTool } from './run-tool.ts'

/** In the order in which AWS Lambda's Node runtime looks. */
const EXTENSIONS = ['.js', '.mjs', '.cjs']

/**
 * Checks, without running it, that `handler` (`file.export`, as Lambda writes it) names a file in `folder` that parses and
 * exports that name. What only shows at run time (CommonJS, `export *`) is let through with a line in the log.
 * Returns the file's name. Throws `build_failed` saying which part is not there.
 */
export async function checkHandler(folder: string, handler: string, log: (line: string) => void): Promise<string> {
  const [, module = '', name = ''] = /^(.*?[^/.]*)\.([^/]+)$/.exec(handler) ?? []
  const file = EXTENSIONS.map((extension) => module + extension).find((candidate) =>
    fs.existsSync(path.join(folder, candidate)),
  )
  if (!module || !file) {
    const looked = EXTENSIONS.map((extension) => module + extension).join(', ')
    throw failed(
      handler,
      `there is no ${looked}`,
      `The source has: ${fs.readdirSync(folder).sort().slice(0, 10).join(', ')}.`,
    )
  }
  const esModule = await isModule(folder, file)
  await refuseSyntaxErrors(folder, file, handler)
  const text = await readFile(path.join(folder, file), 'utf8')
  const first = name.split('.')[0] ?? name
  if (!esModule) {
    if (!text.includes(first))
      log(`Nothing in ${file} mentions ${first}; the smoke test will tell whether it is exported.`)
    return file
  }
  await init
  const [imports, exports] = parse(text)
  const passesOn = imports.some((found) => /^export\s*\*\s*from/.test(text.slice(found.ss, found.se)))
  if (!passesOn && !exports.some((found) => found.n === first)) {
    const has = exports.map((found) => found.n).join(', ') || 'nothing'
    throw failed(handler, `${file} does not export ${first}`, `It exports ${has}.`)
  }
  return file
}

async function refuseSyntaxErrors(folder: string, file: string, handler: string): Promise<void> {
  const result = await runTool(process.execPath, ['--check', file], { cwd: folder, timeoutMs: 20_000 })
  if (result.code === 0) return
  const line = /:(\d+)\n/.exec(result.stderr)?.[1]
  const what = result.stderr.split('\n').find((text) => /^\w*Error:/.test(text)) ?? 'it does not parse'
  throw failed(handler, `${file}${line ? ` line ${line}` : ''}: ${what}`, 'Correct the file and upload it again.')
}

/** Whether Node takes the file for an ES module: by extension, else by the nearest package.json. */
async function isModule(folder: string, file: string): Promise<boolean> {
  if (!file.endsWith('.js')) return file.endsWith('.mjs')
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    const described = await readPackageJson(path.join(folder, at))
    if (described) return described.type === 'module'
    if (at === '.') return false
  }
}

function failed(handler: string, reason: string, remedy: string): BareCountError {
  return new BareCountError('build_failed', `The handler ${handler} is not there: ${reason}.`, {
    faults: [{ path: 'runner.function.handler', message: reason }],
    remedy,
  })
}
