import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '..', '..')
const nodeRuntime = path.join(root, 'lib/provisioning/targets/local/node-runtime')

let built: Promise<string> | undefined

/** The path of the agent as one file that needs nothing but Node 20 or later; built when it is first asked for. */
export function agentBundle(): Promise<string> {
  built ??= bundle(path.join(root, 'dist', 'agent.mjs'))
  return built
}

async function bundle(file: string): Promise<string> {
  const runtime = runtimeFiles()
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const result = await build({
    entryPoints: [path.join(root, 'agent', 'main.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    legalComments: 'none',
    minifyWhitespace: true,
    minifySyntax: true,
    // Some of what is bundled is CommonJS and asks for Node's own modules by require.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module';const require = makeRequire(import.meta.url);",
    },
    define: {
      BARECOUNT_AGENT_VERSION: JSON.stringify(version),
      BARECOUNT_NODE_RUNTIME_FILES: JSON.stringify(runtime),
    },
    logLevel: 'error',
  })
  const [output] = result.outputFiles
  if (!output) throw new Error('The agent could not be bundled.')
  if (fs.existsSync(file) && digest(fs.readFileSync(file)) === digest(output.contents)) return file
  fs.mkdirSync(path.dirname(file), { recursive: true })
  // Several processes may do this at once: the finished file appears whole.
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, output.contents)
  fs.renameSync(draft, file)
  return file
}

/** The Node runtime for functions, which the agent writes to its disk: functions run it in processes of their own. */
function runtimeFiles(): Record<string, string> {
  const names = fs.readdirSync(nodeRuntime).filter((name) => name.endsWith('.mjs'))
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(nodeRuntime, name), 'utf8')]))
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
