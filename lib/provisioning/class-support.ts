import { z } from 'zod'
import type { Tx } from '../db/client.ts'
import { type RunnerClassName, runnerClasses } from '../manifests/classes.ts'

/** Whether a class can be run here; if not, why and how to get it. */
const classSupportSchema = z.discriminatedUnion('available', [
  z.object({
    available: z.literal(true),
    detail: z.string(),
    /** Engines that the class has elsewhere but not here, by the name a manifest gives them. */
    lacking: z.record(z.string(), z.object({ reason: z.string(), remedy: z.string() })).optional(),
  }),
  z.object({ available: z.literal(false), reason: z.string(), remedy: z.string() }),
])
export type ClassSupport = z.infer<typeof classSupportSchema>

const supportSchema = z.partialRecord(z.enum(runnerClasses), classSupportSchema)
export type SupportByClass = z.infer<typeof supportSchema>

/** A worker that has been silent for longer counts as gone. */
const FRESH_MS = 10_000

/**
 * What the live workers report of a class; one that can is enough, and one that lacks no engine says it best. Undefined
 * when none has said anything: the work then waits for one. Asked before anybody submits, so that nothing fails late for
 * want of an engine.
 */
export async function classSupport(
  reader: Pick<Tx, 'workerHeartbeat'>,
  name: RunnerClassName,
): Promise<ClassSupport | undefined> {
  const beats = await reader.workerHeartbeat.findMany({
    where: { at: { gt: new Date(Date.now() - FRESH_MS) } },
    select: { support: true },
  })
  const said = beats.flatMap(({ support }) => supportSchema.safeParse(support).data?.[name] ?? [])
  const able = said.filter((one) => one.available)
  return able.find(({ lacking }) => !lacking) ?? able[0] ?? said[0]
}
