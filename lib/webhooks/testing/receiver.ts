import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type Post = { path: string; headers: http.IncomingHttpHeaders; body: string }

/** A real HTTP server on the loopback that keeps what it is sent and answers as told. */
export async function receiver(
  answer: (response: http.ServerResponse, post: Post, before: number) => void = (response) => response.end('taken'),
) {
  const posts: Post[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const post = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() }
      posts.push(post)
      answer(response, post, posts.length - 1)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    posts,
    port,
    url: `http://127.0.0.1:${port}/hook`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
