import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const PACKAGE = { 'aws-lambda-ric': '4.0.2' }
const LIMIT_MS = 6 * 60_000

/**
 * In CI, installs the runtime client that AWS ships (it compiles curl, so it is no dependency of ours) and returns its
 * folder. Undefined elsewhere, or where it cannot be built: the test that wants it is then skipped and says so.
 */
export function awsRuntimeClient(folder) {
  if (process.env.AWS_LAMBDA_RIC) return process.env.AWS_LAMBDA_RIC
  if (!process.env.CI) return undefined
  const built = path.join(folder, 'node_modules', 'aws-lambda-ric')
  if (fs.existsSync(path.join(built, 'rapid-client.node'))) return folder
  fs.mkdirSync(folder, { recursive: true })
  const manifest = { private: true, dependencies: PACKAGE, allowScripts: { 'aws-lambda-ric': true } }
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error']
  const result = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'], timeout: LIMIT_MS })
  if (result.status === 0) return folder
  console.log(
    `aws-lambda-ric could not be built (${result.status ?? result.error?.message ?? result.signal}); its test is skipped.`,
  )
  return undefined
}
