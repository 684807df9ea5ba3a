import fs from 'node:fs'
import path from 'node:path'
import { home } from './fixtures.ts'

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

const manifest = `apiVersion: barecount.io/v1
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

/** A container whose runs take as long as their input says; returns its manifest. */
export function slowContainer(): string {
  const folder = path.join(home, 'slow-container')
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'main.mjs'), app)
  fs.writeFileSync(
    path.join(folder, 'Dockerfile'),
    'FROM scratch\nCOPY main.mjs /app/\nUSER 1000:1000\nENTRYPOINT ["/.barecount/bin/node", "/app/main.mjs"]\n',
  )
  const file = path.join(folder, 'manifest.yaml')
  fs.writeFileSync(file, manifest)
  return file
}
