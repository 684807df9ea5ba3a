import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const stamp = '.next/barecount-built'
const watched = ['app', 'components', 'lib', 'prisma/schema', 'package-lock.json', 'next.config.ts', 'package.json']

/** Builds the pages when the sources have changed since the last build. Throws when the build fails. */
export async function buildPortal(): Promise<void> {
  const digest = sourcesDigest()
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digest) return
  console.log('Building the portal (about a minute, once)…')
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const result = spawnSync(process.execPath, [require.resolve('next/dist/bin/next'), 'build'], {
    env,
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Error(`The portal did not build:\n${result.stdout}\n${result.stderr}`)
  fs.writeFileSync(stamp, digest)
}

/** Over names, sizes and times, like make: reading every byte would cost each start more than it saves. */
function sourcesDigest(): string {
  const hash = createHash('sha256')
  const add = (file: string) => {
    const stat = fs.statSync(file)
    if (stat.isDirectory()) for (const name of fs.readdirSync(file).sort()) add(path.join(file, name))
    else if (!/\.test\.ts$/.test(file)) hash.update(`${file}:${stat.size}:${stat.mtimeMs}\n`)
  }
  for (const file of watched) add(file)
  return hash.digest('hex')
}
