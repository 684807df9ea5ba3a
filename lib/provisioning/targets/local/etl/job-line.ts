import net from 'node:net'
import { z } from 'zod'
import { listenOnSocket } from '../listen-on-socket.ts'

const failure = z.object({ message: z.string().max(100_000), line: z.int().nullish() })
const part = z.string().max(20)
const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('running'), part }),
  z.object({ kind: z.literal('done'), part, rows: z.int().min(0), ms: z.int().min(0) }),
  z.object({ kind: z.literal('part_failed'), part, failure }),
  z.object({ kind: z.literal('spilled'), bytes: z.number() }),
  z.object({ kind: z.literal('worked'), processorMs: z.int().min(0) }),
  z.object({ kind: z.literal('answer'), answer: z.string() }),
  z.object({ kind: z.literal('failed'), failure }),
])
export type JobMessage = z.infer<typeof messageSchema>

/** The answer of a job is JSON up to 6 MiB, as everywhere; a line holds little more. */
const MAX_LINE = 16 * 1024 * 1024

export type JobLine = {
  /** Resolves when every connection has ended and all that came over it was dealt with. */
  drained(): Promise<void>
  close(): Promise<void>
}

/**
 * Listens to the runtime of one job on a Unix socket. Messages are dealt with one after the other; `done` is confirmed
 * when it was. What is no message ends the connection: it came from code of the job.
 */
export async function openJobLine(path: string, onMessage: (message: JobMessage) => Promise<void>): Promise<JobLine> {
  const ended: Promise<unknown>[] = []
  const server = net.createServer((socket) => {
    let rest = ''
    let dealt = Promise.resolve()
    const deal = async (line: string) => {
      const message = messageSchema.parse(JSON.parse(line))
      await onMessage(message)
      if (message.kind === 'done') socket.write(`${JSON.stringify({ part: message.part })}\n`)
    }
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > MAX_LINE) socket.destroy()
      for (const line of lines) dealt = dealt.then(() => deal(line))
      dealt = dealt.catch(() => void socket.destroy())
    })
    socket.on('error', () => socket.destroy())
    ended.push(new Promise((resolve) => socket.once('close', resolve)).then(() => dealt))
  })
  const listener = await listenOnSocket(server, path)
  return { drained: async () => void (await Promise.all(ended)), close: listener.close }
}
