import fs from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'

/** The verifier's parts, each importing only from Node and from those before it. */
const parts = ['proof-checks.ts', 'pack-checks.ts', 'verify-pack.ts']

/** Where this runs from is not where the source lies once it is bundled; the portal always starts in the project. */
const folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib/evidence/pack')

/**
 * `verify.mjs`: the verifier of the CLI as one file of plain JavaScript, which anybody with Node 20 can read and run.
 */
export async function standaloneVerifier(): Promise<string> {
  const sources = await Promise.all(parts.map((name) => fs.readFile(path.join(folder, name), 'utf8')))
  return (
    sources
      .map((source) => source.replace(/^import \{[^}]*\} from '\.\/[\w-]+\.ts'\n/gm, ''))
      .map((source) => stripTypeScriptTypes(source).replace(/[ \t]+$/gm, ''))
      // Where a type stood there are blanks now.
      .map((source) => source.replace(/(\S) {3,}(?=\S)/g, '$1 ').replace(/ ([,)])/g, '$1'))
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
  )
}
