import { type Actor, systemActor } from '../auth/actor.ts'
import { unsafeDb } from '../db/client.ts'
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

/**
 * Looks at one page of live artifacts again. Returns the place to go on from, or undefined when that was the last. Doing
 * a page twice changes nothing the second time, so a worker that dies in the middle is simply followed by another.
 */
export async function recheckPage(recheck: Recheck, after?: LiveArtifact): Promise<LiveArtifact | undefined> {
  const page = await liveArtifacts({ tenantId: recheck.tenantId, after })
  const actors = new Map<string, Actor>()
  for (const { tenantId, digest } of page) {
    const actor = actors.get(tenantId) ?? (await worker(tenantId))
    actors.set(tenantId, actor)
    try {
      if (recheck.rescan) await rescanArtifact(actor, digest)
      await recheckArtifact(actor, digest, recheck.why)
    } catch (error) {
      // One artifact that can not be read must not keep the others from being looked at.
      log.error({ err: error, tenantId, digest }, 'an artifact could not be looked at again')
    }
  }
  return page.length === PAGE ? page.at(-1) : undefined
}

/** The worker acts for whichever tenant the artifact belongs to. */
async function worker(tenantId: string): Promise<Actor> {
  return systemActor(await unsafeDb.tenant.findUniqueOrThrow({ where: { id: tenantId } }), 'worker')
}
