import http from 'node:http'

/** AWS's limit for a response, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_RESPONSE_BYTES = 6 * 1024 * 1024
const MAX_ERROR_BYTES = 256 * 1024
const ROOT = '/2018-06-01/runtime'

/** One event for the runtime, with what its headers say. */
export type RuntimeEvent = {
  requestId: string
  /** JSON text. */
  body: string
  /** Unix time in milliseconds. */
  deadlineMs: number
  functionArn: string
  traceHeader: string
  /** JSON text. */
  clientContext?: string
}

export type RuntimeFailure = { errorType: string; errorMessage: string; stackTrace: string[] }

/** What the runtime told, in the order it told it. */
export type RuntimeListener = {
  /** A request for work: the first ends initialisation, each later one ends an invocation. */
  onNext(): void
  onResponse(requestId: string, body: string): void
  onError(requestId: string, failure: RuntimeFailure): void
  onInitError(failure: RuntimeFailure): void
}

export type RuntimeApi = {
  /** `host:port`, or the socket path. */
  address: string
  /** Hands the event to the runtime's pending or next request for work; never more than `atOnce` unanswered ones. */
  give(event: RuntimeEvent): void
  /** No answer to this event, or to any, counts any more. */
  withdraw(requestId?: string): void
  close(): Promise<void>
}

type Answer = { status: number; body: unknown; headers?: Record<string, string>; raw?: string }

const refusal = (status: number, errorType: string, errorMessage: string): Answer => ({
  status,
  body: { errorMessage, errorType },
})
const accepted: Answer = { status: 202, body: { status: 'OK' } }

/**
 * Serves the AWS Lambda Runtime API, version 2018-06-01, to one instance of one function, or to a process that asks for
 * up to `atOnce` events at a time. `listenOn` is a Unix socket path, or a loopback port; 0 is a free one.
 * Spec: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function openRuntimeApi(
  listenOn: string | number,
  listener: RuntimeListener,
  { atOnce = 1 } = {},
): Promise<RuntimeApi> {
  let ready = false
  const waiting: http.ServerResponse[] = []
  let queued: RuntimeEvent[] = []
  const current = new Map<string, RuntimeEvent>()

  const deliver = () => {
    for (let event = queued[0]; event && waiting.length; event = queued[0]) {
      const response = waiting.shift() as http.ServerResponse
      queued.shift()
      current.set(event.requestId, event)
      send(response, { status: 200, body: undefined, raw: event.body, headers: eventHeaders(event) })
    }
  }

  const next = (response: http.ServerResponse) => {
    if (current.size >= atOnce)
      return send(response, refusal(403, 'InvalidStateTransition', 'The present invocation is not answered.'))
    // A runtime that dropped its connection asks anew; only the newest requests count.
    if (current.size + waiting.length >= atOnce) waiting.shift()?.destroy()
    waiting.push(response)
    response.on('close', () => {
      const at = waiting.indexOf(response)
      if (at >= 0) waiting.splice(at, 1)
    })
    ready = true
    listener.onNext()
    deliver()
  }

  const take = async (request: http.IncomingMessage, path: string): Promise<Answer> => {
    if (path === '/init/error') {
      if (ready) return refusal(403, 'InvalidStateTransition', 'Initialisation is over.')
      listener.onInitError(asFailure(await bodyOf(request, MAX_ERROR_BYTES), request))
      return accepted
    }
    const [, requestId, kind] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? []
    if (!requestId) return refusal(404, 'NotFound', 'There is no such path in this API.')
    if (!current.has(requestId)) return refusal(400, 'InvalidRequestID', 'Invalid request ID')
    const body = await bodyOf(request, kind === 'response' ? MAX_RESPONSE_BYTES : MAX_ERROR_BYTES)
    if (!current.has(requestId)) return refusal(400, 'InvalidRequestID', 'Invalid request ID')
    if (kind === 'response' && body === undefined) {
      current.delete(requestId)
      const message = 'Exceeded maximum allowed payload size (6291556 bytes).'
      listener.onError(requestId, {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: message,
        stackTrace: [],
      })
      return refusal(413, 'RequestEntityTooLarge', message)
    }
    current.delete(requestId)
    if (kind === 'response') listener.onResponse(requestId, body ?? '')
    else listener.onError(requestId, asFailure(body, request))
    return accepted
  }

  const server = http.createServer((request, response) => {
    const path = request.url?.startsWith(ROOT) ? request.url.slice(ROOT.length) : ''
    if (request.method === 'GET' && path === '/invocation/next') return next(response)
    if (request.method !== 'POST') return send(response, refusal(404, 'NotFound', 'There is no such path in this API.'))
    take(request, path).then(
      (answer) => send(response, answer),
      () => response.destroy(),
    )
  })
  // A frozen runtime may be silent for hours between two events.
  server.requestTimeout = 0
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(
      typeof listenOn === 'number'
        ? { host: '127.0.0.1', port: listenOn }
        : { path: listenOn, readableAll: true, writableAll: true },
      resolve,
    )
  })
  const bound = server.address()
  return {
    address: bound && typeof bound === 'object' ? `127.0.0.1:${bound.port}` : String(listenOn),
    give(event) {
      queued.push(event)
      deliver()
    },
    withdraw(requestId) {
      queued = queued.filter((event) => requestId !== undefined && event.requestId !== requestId)
      if (requestId === undefined) current.clear()
      else current.delete(requestId)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function eventHeaders(event: RuntimeEvent): Record<string, string> {
  return {
    'lambda-runtime-aws-request-id': event.requestId,
    'lambda-runtime-deadline-ms': String(event.deadlineMs),
    'lambda-runtime-invoked-function-arn': event.functionArn,
    'lambda-runtime-trace-id': event.traceHeader,
    ...(event.clientContext ? { 'lambda-runtime-client-context': event.clientContext } : {}),
  }
}

function send(response: http.ServerResponse, answer: Answer): void {
  const text = answer.raw ?? JSON.stringify(answer.body)
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
  })
  response.end(text)
}

/** The body as text, or undefined when it is larger than `limit`; then the rest is read and dropped. */
async function bodyOf(request: http.IncomingMessage, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  return size <= limit ? Buffer.concat(chunks).toString('utf8') : undefined
}

/** An error document as AWS describes it; a runtime may send anything, so nothing in it is relied on. */
function asFailure(body: string | undefined, request: http.IncomingMessage): RuntimeFailure {
  let sent: Record<string, unknown> = {}
  try {
    const parsed: unknown = JSON.parse(body ?? '{}')
    if (parsed && typeof parsed === 'object') sent = parsed as Record<string, unknown>
  } catch {
    sent = { errorMessage: body?.slice(0, 1000) }
  }
  const header = request.headers['lambda-runtime-function-error-type']
  const stack = Array.isArray(sent.stackTrace) ? sent.stackTrace : []
  return {
    errorType: text(sent.errorType) ?? text(header) ?? 'Runtime.Unknown',
    errorMessage: text(sent.errorMessage) ?? 'The runtime gave no message.',
    stackTrace: stack.filter((line): line is string => typeof line === 'string').slice(0, 50),
  }
}

/** Cut to size, and free of what can be neither stored nor signed: NUL and half characters, which a cut can make too. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value) return undefined
  return value.slice(0, 4000).toWellFormed().replaceAll('\0', '\u2400')
}
