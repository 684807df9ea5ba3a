import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { wakeScheduled } from '../provisioning/wake-scheduled.ts'
import { asPlatform } from '../tenancy/platform-tenant.ts'
import { type RemoveWindowInput, removeWindowInput } from './schema.ts'
import { sayWindow } from './window-words.ts'

/** Takes a window away; without its last one an environment changes at any time. Throws `forbidden`, `not_found`. */
export async function removeWindow(actor: Actor, given: RemoveWindowInput): Promise<void> {
  authorise(actor, 'environment:write')
  const { id } = removeWindowInput.parse(given)
  await transaction(async (tx) => {
    const window = await tx.changeWindow.findUnique({
      where: { id },
      include: { environment: { select: { name: true } } },
    })
    const { count } = await tx.changeWindow.deleteMany({ where: { id } })
    if (!window || !count) throw notFound('window')
    await wakeScheduled(tx, window.environmentId, new Date())
    await appendEvidence(tx, {
      kind: 'window.removed',
      actor: await asPlatform(actor, tx),
      result: 'info',
      environmentId: window.environmentId,
      windowId: id,
      environment: window.environment.name,
      window: sayWindow(window),
      timezone: window.timezone,
    })
  })
}
