/** One event: `id` lets a browser that reconnects say where it was. */
export type ServerSentEvent = { event: string; data: unknown; id?: string }

const KEEP_ALIVE_MS = 15_000

/**
 * A `text/event-stream` response fed by `events`. Ends when they end or the client goes; comments keep proxies from
 * closing a quiet stream.
 */
export function eventStream(events: AsyncIterable<ServerSentEvent>, signal: AbortSignal): Response {
  const encoder = new TextEncoder()
  let timer: NodeJS.Timeout | undefined
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(encoder.encode('retry: 2000\n\n'))
      timer = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), KEEP_ALIVE_MS)
      try {
        for await (const { event, data, id } of events) {
          const lines = [...(id ? [`id: ${id}`] : []), `event: ${event}`, `data: ${JSON.stringify(data)}`]
          controller.enqueue(encoder.encode(`${lines.join('\n')}\n\n`))
        }
        controller.close()
      } catch (error) {
        if (!signal.aborted) controller.error(error)
      } finally {
        clearInterval(timer)
      }
    },
    cancel() {
      clearInterval(timer)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
