import { DBOS } from '@dbos-inc/dbos-sdk'
import type { LiveArtifact } from './live-artifacts.ts'
import { type Recheck, recheckPage } from './recheck-page.ts'

/** Looks at live artifacts again, page by page; each page is a step, so another worker goes on where one died. */
export async function recheckWorkflow(recheck: Recheck): Promise<void> {
  let after: LiveArtifact | undefined
  do {
    const from = after
    // A step's answer is stored as JSON, which has no undefined.
    const next = await DBOS.runStep(async () => (await recheckPage(recheck, from)) ?? null, {
      name: 'page',
      retriesAllowed: true,
      maxAttempts: 3,
    })
    after = next ?? undefined
  } while (after)
}
