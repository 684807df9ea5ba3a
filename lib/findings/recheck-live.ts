import { systemActorOf } from '../auth/system-actor-of.ts'
import { log } from '../log.ts'
import { type LiveArtifact, liveArtifacts, PAGE } from './live-artifacts.ts'
import { recheckArtifact } from './recheck-artifact.ts'
import { rescanArtifact } from './rescan-artifact.ts'

/** Which live artifacts are looked at again, and why, as evidence says it. */
export type Recheck = {
  /** Undefined: of every tenant. */
  tenantId?: string | undefined
  /** Whether they are matched with the vulnerability data of now first. */
  rescan: boolean
  why: string
}

/** How a piece of the work is run: the worker keeps what it returned, and tries again what failed. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

/**
 * Looks at live artifacts again, page by page, each artifact a step of its own. Doing one twice changes nothing the second
 * time, so a worker that dies in the middle is simply followed by another.
 */
export async function recheckLive({ tenantId, rescan, why }: Recheck, step: Step): Promise<void> {
  let after: LiveArtifact | undefined
  do {
    const from = after
    const page = await step('page', () => liveArtifacts({ tenantId, after: from }))
    for (const artifact of page) {
      // One artifact that cannot be read must not keep the others from being looked at.
      await step('artifact', () => recheckOne(artifact, rescan, why)).catch((error) =>
        log.error({ err: error, ...artifact }, 'an artifact could not be looked at again'),
      )
    }
    after = page.length === PAGE ? page.at(-1) : undefined
  } while (after)
}

async function recheckOne({ tenantId, digest }: LiveArtifact, rescan: boolean, why: string): Promise<void> {
  const actor = await systemActorOf(tenantId, 'worker')
  if (rescan) await rescanArtifact(actor, digest)
  await recheckArtifact(actor, digest, why)
}
