import fs from 'node:fs'
import path from 'node:path'
import { home } from './fixtures.ts'

// Runners whose runs take as long as their input says: time to kill something in the middle of one.

const app = `import fs from 'node:fs'
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation'
for (;;) {
  const next = await fetch(api + '/next')
  const id = next.headers.get('lambda-runtime-aws-request-id')
  const { ms = 0 } = await next.json()
  await new Promise((resolve) => setTimeout(resolve, ms))
  await fetch(api + '/' + id + '/response', { method: 'POST', body: JSON.stringify({ waited: ms }) })
}
`

const containerManifest = `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: slow-container, pipeline: tests/slow, owner: tests }
runner:
  class: container
  size: small
  network_profile: private_vpc
  image: { build: ./ }
  scaling: { min: 1, max: 1 }
run: { timeout: 2m }
`

const hostManifest = `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: slow-host, pipeline: tests/slow, owner: tests }
runner:
  class: dedicated_compute
  size: small
  network_profile: private_vpc
  golden_image: { base: debian:bookworm, source: ./, entry: wait.sh }
run: { timeout: 2m }
`

const wait = `#!/bin/bash
ms=$(sed -nE 's/.*"ms": *([0-9]+).*/\\1/p')
sleep "$((ms / 1000))"
echo "{\\"waited\\":$ms}"
`

/** A container that is built without an engine; returns its manifest. */
export function slowContainer(): string {
  return project('slow-container', {
    'main.mjs': app,
    Dockerfile:
      'FROM scratch\nCOPY main.mjs /app/\nUSER 1000:1000\nENTRYPOINT ["/.barecount/bin/node", "/app/main.mjs"]\n',
    'manifest.yaml': containerManifest,
  })
}

/** A host without drivers; returns its manifest. */
export function slowHost(): string {
  return project('slow-host', { 'wait.sh': wait, 'manifest.yaml': hostManifest })
}

function project(name: string, files: Record<string, string>): string {
  const folder = path.join(home, name)
  fs.mkdirSync(folder, { recursive: true })
  for (const [file, text] of Object.entries(files)) {
    fs.writeFileSync(path.join(folder, file), text, { mode: file.endsWith('.sh') ? 0o755 : 0o644 })
  }
  return path.join(folder, 'manifest.yaml')
}
