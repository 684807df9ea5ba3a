import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { strToU8, zipSync } from 'fflate'
import { uploadSource } from '#lib/artifacts/upload-source.ts'
import { type Actor, makeActor } from '#lib/auth/actor.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { changesOf } from '#lib/live/changes.ts'
import { submitManifest } from '#lib/manifests/submit-manifest.ts'
import { deployManifest } from '#lib/provisioning/deploy-manifest.ts'
import { getDeployment } from '#lib/provisioning/queries.ts'
import { openStatuses } from '#lib/provisioning/stage-names.ts'

/** How much the pipeline itself adds to what its stages do, with a build that has nothing to do. */
const DEPLOYMENTS = 20

spawnSync(process.execPath, ['scripts/seed.ts'], { stdio: ['ignore', 'ignore', 'inherit'] })
const worker = spawn(process.execPath, ['--disable-warning=DeprecationWarning', 'lib/worker/main.ts'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
const actor = await engineer()
const source = await uploadSource(actor, {
  filename: 'no-op.zip',
  content: zipSync({ 'index.mjs': strToU8('export const handler = async () => null\n') }),
})
await measure(0) // the first one pays for the worker's start and the primitives

const measured = []
for (let index = 1; index <= DEPLOYMENTS; index++) measured.push(await measure(index))
const totals = measured.map((one) => one.total)
const work = measured.map((one) => one.work)
print('whole deployment', totals, { against: 'the work of its stages', ratio: median(totals) / median(work) })
print('work of its stages', work)
print(
  'pipeline overhead of a deployment',
  measured.map((one) => one.total - one.work),
)
print(
  'request committed → first stage started',
  measured.map((one) => one.pickedUp),
)
print(
  'stage ended → next stage started',
  measured.flatMap((one) => one.gaps),
)
worker.kill('SIGTERM')
await once(worker, 'exit')
process.exit()

async function measure(index: number) {
  const { id: manifestVersionId } = await submitManifest(actor, {
    text: manifestText(index),
    sourceDigest: source.digest,
  })
  const { id } = await deployManifest(actor, { manifestVersionId, environment: 'dev' })
  const requested = Date.now()
  const stop = new AbortController()
  for await (const _ of changesOf(id, stop.signal)) {
    const { status } = await getDeployment(actor, id)
    if (!openStatuses.some((open) => open === status)) break
  }
  stop.abort()
  const deployment = await getDeployment(actor, id)
  if (deployment.status !== 'succeeded') throw new Error(`${deployment.status}: ${deployment.reason}`)
  const spans = deployment.stages.map((stage) => ({
    start: stage.startedAt?.getTime() ?? 0,
    end: stage.finishedAt?.getTime() ?? 0,
  }))
  return {
    total: (deployment.finishedAt?.getTime() ?? 0) - deployment.createdAt.getTime(),
    work: spans.reduce((sum, span) => sum + span.end - span.start, 0),
    pickedUp: Math.max(0, (spans[0]?.start ?? 0) - requested),
    gaps: spans.slice(1).map((span, before) => Math.max(0, span.start - (spans[before]?.end ?? 0))),
  }
}

function manifestText(index: number): string {
  return `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: no-op, pipeline: bench/no-op, owner: bench, description: "number ${index}" }
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`
}

function print(name: string, values: number[], extra: { against?: string; ratio?: number } = {}): void {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  console.log(JSON.stringify({ name, n: values.length, unit: 'ms', p50: at(0.5), p95: at(0.95), ...extra }))
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function engineer(): Promise<Actor> {
  const membership = await unsafeDb.membership.findFirstOrThrow({
    where: { user: { email: 'ada@acme.test' } },
    include: { tenant: true, user: true },
  })
  const { user, tenant, roles } = membership
  const who = { kind: 'user' as const, userId: user.id, label: user.email, platformAdmin: false }
  return makeActor({ ...who, tenantId: tenant.id, tenantSlug: tenant.slug, roles })
}
