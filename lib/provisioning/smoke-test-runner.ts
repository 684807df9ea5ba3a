import crypto from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import { db, transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { fetchSecret, fetchSecrets } from '../secrets/fetch-secret.ts'
import { writeSecret } from '../secrets/write-secret.ts'
import type { IsolationReport } from './isolation.ts'
import { smokeSecret } from './smoke-secret.ts'
import type { InvocationResult, RunnerSpec, TargetKind } from './target.ts'
import { targetFor } from './targets/targets.ts'

export type SmokeTestRequest = {
  spec: RunnerSpec
  target: TargetKind
  /** Unique to this test. */
  token: string
  signal: AbortSignal
  log(line: string): void
}

export type SmokeCheck = { name: string; passed: boolean; detail?: string }
export type SmokeOutcome = { checks: SmokeCheck[]; isolation: IsolationReport | undefined }

/**
 * Runs synthetic jobs on a runner, in the very sandbox its function gets: storage is written and read back, a secret
 * set now reaches it, the secrets it declares are there, evidence can be written. Each check says by itself what failed.
 * Rejects only when `signal` aborts.
 */
export async function smokeTestRunner(actor: Actor, request: SmokeTestRequest): Promise<SmokeOutcome> {
  const nonce = crypto.randomBytes(24).toString('base64url')
  const checks: SmokeCheck[] = []
  const check = async (name: string, work: () => Promise<void>) => {
    request.signal.throwIfAborted()
    const failure = await work().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    request.signal.throwIfAborted()
    checks.push(failure === undefined ? { name, passed: true } : { name, passed: false, detail: failure })
    request.log(failure === undefined ? `${name}: passed` : `${name}: failed. ${failure}`)
  }

  let answer: { readBack?: boolean; secretDigest?: string } = {}
  let run: InvocationResult | undefined
  await check('start', async () => {
    run = await synthetic(actor, request, nonce)
    if (run.outcome === 'failed') throw new Error(run.reason)
    answer = JSON.parse(run.result ?? '{}')
  })
  await check('storage write and read back', async () => {
    if (!answer.readBack) throw new Error('What the runner wrote could not be read again.')
    if (!run?.outputFiles.includes('smoke-test.txt')) throw new Error('What the runner wrote did not reach storage.')
  })
  await check('secret fetch', async () => {
    const wanted = crypto.createHash('sha256').update(nonce).digest('hex')
    if (answer.secretDigest !== wanted) throw new Error('A secret set just now did not reach the runner.')
  })
  if (Object.keys(request.spec.secrets).length) {
    await check('declared secrets', async () => {
      await fetchSecrets(actor, request.spec.secrets)
    })
  }
  await check('evidence write', () => proveEvidence(actor, request, run))
  return { checks, isolation: run?.isolation }
}

/** One run of the built-in job, with a secret that was never there before. */
async function synthetic(actor: Actor, request: SmokeTestRequest, nonce: string): Promise<InvocationResult> {
  const { spec, token, signal, log } = request
  const path = smokeSecret(spec.runnerId)
  await transaction((tx) => writeSecret(tx, actor, path, nonce))
  const secret = await fetchSecret(actor, path)
  return targetFor(request.target).invoke(
    spec,
    {
      runId: token.replaceAll(/[^\w-]/g, '-'),
      token: `${token}:${nonce.slice(0, 8)}`,
      attempt: 1,
      // Not the secret: the input of a run that an agent fetches is kept.
      input: JSON.stringify({ nonce: crypto.randomBytes(24).toString('base64url') }),
      traceId: crypto.randomBytes(16).toString('hex'),
      secrets: { BC_SMOKE_SECRET: secret },
      builtin: 'smoke_test',
    },
    { signal, onLog: (line) => log(`  ${line}`) },
  )
}

/** Writes the evidence of the synthetic run, as of any run, and reads it back. */
async function proveEvidence(actor: Actor, { spec, token }: SmokeTestRequest, run: InvocationResult | undefined) {
  const id = await transaction((tx) =>
    appendEvidence(tx, {
      kind: 'run.finished',
      actor,
      result: run?.outcome ?? 'failed',
      environmentId: spec.environment.id,
      runnerId: spec.runnerId,
      subjectDigests: [{ name: spec.name, sha256: spec.artifactDigest }],
      runner: spec.name,
      token,
      status: run?.outcome ?? 'failed',
      attempt: 1,
      artifactDigest: spec.artifactDigest,
      class: spec.class,
      size: spec.size,
      profile: spec.profile,
      cause: run?.cause,
      reason: run?.reason ?? (run ? undefined : 'It could not be started.'),
      durationMs: run?.durationMs,
      maxMemoryMib: run?.maxMemoryMib,
      logDigest: run?.logDigest,
      isolation: run?.isolation,
    }),
  )
  const written = await db.evidence.count({ where: { tenantId: actor.tenantId, id } })
  if (written !== 1) throw new BareCountError('internal', 'Evidence that was written could not be found.')
}
