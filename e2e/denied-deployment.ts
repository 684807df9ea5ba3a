import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { barecount, type CliResult } from './portal.ts'

const manifest = (name: string) => `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: ${name}, pipeline: shop/front, owner: shop }
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  concurrency_limit: 1
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`

/** Packages that say of themselves what a scan reads: one with many known vulnerabilities, one under a denied licence. */
const packages = [
  { name: 'handlebars', version: '4.0.0', license: 'MIT' },
  { name: 'readline-gpl', version: '1.0.0', license: 'GPL-3.0-only' },
]

/** Deploys a function whose scan finds too much, as Ada to dev; the deploy gate denies it until somebody excuses that. */
export async function deployWithFindings(name: string): Promise<CliResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'findings-'))
  const write = (file: string, content: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), content)
  }
  write('manifest.yaml', manifest(name))
  write('src/index.mjs', `export const handler = async () => '${name}'`)
  write('src/package.json', JSON.stringify({ name, version: '1.0.0', type: 'module' }))
  for (const each of packages) write(`src/node_modules/${each.name}/package.json`, JSON.stringify(each))
  try {
    return await barecount('ada', 'deploy', path.join(folder, 'manifest.yaml'), '--env', 'dev', '--wait')
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}
