import path from 'node:path'
import { build } from 'esbuild'

const root = path.join(import.meta.dirname ?? '', '..', '..')

let built: Promise<string> | undefined

/** The agent as one file, made at first use. */
export function agentBundle(): Promise<string> {
  built ??= bundle()
  return built
}

async function bundle(): Promise<string> {
  const outfile = path.join(root, 'dist', 'agent.mjs')
  await build({
    entryPoints: [path.join(root, 'agent', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
  })
  return outfile
}
