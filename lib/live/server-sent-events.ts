/** One event: `id` lets a browser that reconnects say where it was. */
export type ServerSentEvent = { event: string; data: unknown; id?: string }

const KEEP_ALIVE_MS = 15_000
/** What may wait here for a client that reads slowly; only then is the next event asked for. */
const MOST_WAITING = 64 * 1024

const encoder = new TextEncoder()
/** An event that many streams are fed with is written out once. */
const written = new WeakMap<ServerSentEvent, Uint8Array>()

function bytesOf(sent: ServerSentEvent): Uint8Array {
  const known = written.get(sent)
  if (known) return known
  const { event, data, id } = sent
  const lines = [...(id ? [`id: ${id}`] : []), `event: ${event}`, `data: ${JSON.stringify(data)}`]
  const bytes = encoder.encode(`${lines.join('\n')}\n\n`)
  written.set(sent, bytes)
  return bytes
}

/**
 * A `text/event-stream` response fed by `events`, as fast as the client reads and no faster. Ends when they end or the
 * client goes; comments keep proxies from closing a quiet stream.
 */
export function eventStream(events: AsyncIterable<ServerSentEvent>, signal: AbortSignal): Response {
  const iterator = events[Symbol.asyncIterator]()
  let timer: NodeJS.Timeout | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(encoder.encode('retry: 2000\n\n'))
        timer = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': still here\n\n'))
        }, KEEP_ALIVE_MS)
      },
      async pull(controller) {
        try {
          const { done, value } = await iterator.next()
          if (!done) return controller.enqueue(bytesOf(value))
          clearInterval(timer)
          controller.close()
        } catch (error) {
          clearInterval(timer)
          if (!signal.aborted) controller.error(error)
        }
      },
      cancel() {
        clearInterval(timer)
        // Not waited for: it ends when it is next awake, which the signal sees to.
        void iterator.return?.(undefined)?.catch(() => undefined)
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING }),
  )
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
