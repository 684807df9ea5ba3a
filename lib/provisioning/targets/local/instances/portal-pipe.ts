import fs from 'node:fs'
import net from 'node:net'
import { env } from '#lib/env.ts'

export type Pipe = { close(): Promise<void> }

/**
 * A Unix socket that leads to the portal, byte for byte: how an agent without any network reaches it. What protects the
 * portal is what protects it from everybody: identities and signatures.
 */
export async function openPortalPipe(socketPath: string, portal = env.BARECOUNT_URL): Promise<Pipe> {
  const { hostname, port, protocol } = new URL(portal)
  const destination = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  }
  const sockets = new Set<net.Socket>()
  const server = net.createServer((inside) => {
    const outside = net.connect(destination)
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.once('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  // One that a dead worker left is nobody's.
  fs.rmSync(socketPath, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path: socketPath, readableAll: true, writableAll: true }, resolve)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
