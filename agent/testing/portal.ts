import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { routes } from '#app/api/v1/openapi.json/routes.ts'
import type { RouteModule } from '#lib/http/openapi.ts'

export type TestPortal = {
  url: string
  /** Requests so far, as `POST /agent/lease`. */
  seen: string[]
  /** Nobody answers any more, at once. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
}

const base = '/api/v1'
const patterns = Object.entries(routes).map(([path, module]) => ({
  module,
  names: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string),
  pattern: new RegExp(`^${base}${path.replace(/\{\w+\}/g, '([^/]+)')}$`),
}))

/** The API of the portal on a loopback port, a free one unless told: the very route handlers, behind a plain HTTP server. */
export async function openTestPortal(at = 0): Promise<TestPortal> {
  const seen: string[] = []
  let server = await listen(at, seen)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    goAway: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    async comeBack() {
      server = await listen(port, seen)
    },
  }
}

async function listen(port: number, seen: string[]): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`)
    seen.push(`${request.method} ${url.pathname.replace(base, '')}`)
    answer(request, response, url).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse, url: URL): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const given = await handled(request, url, gone.signal)
  response.writeHead(given.status, Object.fromEntries(given.headers))
  if (given.body) Readable.fromWeb(given.body as NodeStream<Uint8Array>).pipe(response)
  else response.end()
}

async function handled(request: http.IncomingMessage, url: URL, signal: AbortSignal): Promise<Response> {
  for (const { module, names, pattern } of patterns) {
    const match = pattern.exec(url.pathname)
    const handler = match && module[request.method as keyof RouteModule]
    if (!handler) continue
    const params = Object.fromEntries(names.map((name, index) => [name, match[index + 1] as string]))
    const method = request.method ?? 'GET'
    const body = method === 'GET' ? {} : { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' as const }
    const headers = new Headers(request.headers as Record<string, string>)
    return handler(new Request(url, { method, headers, signal, ...body }), { params: Promise.resolve(params) })
  }
  return new Response(null, { status: 404 })
}
