import type { Tx } from '../db/client.ts'
import type { RunnerClass } from '../db/generated/enums.ts'
import { notifyChange } from '../live/notify.ts'
import { byShape } from '../telemetry/redact.ts'
import type { AgentActor } from './agent-actor.ts'
import type { SpoolEntry } from './schema.ts'

type LogEntry = Extract<SpoolEntry, { kind: 'run.log' }>

/** Adds the lines of attempts that are the agent's; answers with the runs that are not any more. */
export async function writeLogs(tx: Tx, agent: AgentActor, entries: readonly LogEntry[]): Promise<string[]> {
  const { tenantId } = agent
  const ids = [...new Set(entries.map(({ body }) => body.runId))]
  const rows = await tx.run.findMany({
    where: { tenantId, id: { in: ids }, leaseAgentId: agent.id, status: { in: ['running', 'queued'] } },
    select: { id: true, attempt: true, runnerClass: true },
  })
  const runs = new Map(rows.map((row) => [row.id, row]))
  const own = entries.filter(({ body }) => runs.get(body.runId)?.attempt === body.attempt)
  const data = own.flatMap(({ body }) =>
    inBlocks(body.lines).map(({ channel, text }) => ({
      tenantId,
      subjectId: body.runId,
      logClass: runs.get(body.runId)?.runnerClass as RunnerClass,
      attempt: body.attempt,
      channel,
      text,
    })),
  )
  if (data.length) await tx.logChunk.createMany({ data })
  for (const id of new Set(own.map(({ body }) => body.runId))) await notifyChange(tx, id)
  return entries.filter((entry) => !own.includes(entry)).map(({ body }) => body.runId)
}

/** Lines of the same channel that follow one another, as one text. Pure. */
function inBlocks(lines: LogEntry['body']['lines']): { channel: string; text: string }[] {
  const blocks: { channel: string; text: string }[] = []
  // The agent has masked the values it was given; an older one may not know every shape.
  const masked = byShape.stream()
  for (const [channel, line] of lines) {
    const last = blocks.at(-1)
    // Postgres text holds no NUL.
    const clean = masked(line).replaceAll('\u0000', '\u2400')
    if (last?.channel === channel) last.text += `\n${clean}`
    else blocks.push({ channel, text: clean })
  }
  return blocks
}
