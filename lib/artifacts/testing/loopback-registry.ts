import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { writeFiles } from './temp-home.ts'

export type Registry = {
  url: string
  /** `sha512-…` of the one package that is served, `pebble` 1.2.3. */
  integrity: string
  /** Paths asked for so far. */
  asked: string[]
  close(): Promise<void>
}

/** A registry on loopback that serves one package, so that real npm can be run without any network. */
export async function loopbackRegistry(folder: string): Promise<Registry> {
  writeFiles(path.join(folder, 'pebble'), {
    'package.json': JSON.stringify({
      name: 'pebble',
      version: '1.2.3',
      license: 'MIT',
      main: 'index.js',
      scripts: { postinstall: 'touch ran-a-script' },
    }),
    'index.js': 'module.exports = () => "pebble"',
  })
  execFileSync('npm', ['pack', '--silent', './pebble'], { cwd: folder })
  const tarball = fs.readFileSync(path.join(folder, 'pebble-1.2.3.tgz'))
  const dist = { tarball: 'http://registry.invalid/pebble/-/pebble-1.2.3.tgz' }
  const packument = JSON.stringify({
    name: 'pebble',
    'dist-tags': { latest: '1.2.3' },
    versions: Object.fromEntries(['1.2.3', '2.0.0'].map((version) => [version, { name: 'pebble', version, dist }])),
  })
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url?.endsWith('.tgz')) response.end(tarball)
    else if (request.url === '/pebble') response.end(packument)
    else response.writeHead(404).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
