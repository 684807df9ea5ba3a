import fs from 'node:fs'
import net from 'node:net'
import { env } from '#lib/env.ts'
import { listenOnSocket, type SocketListener } from '../listen-on-socket.ts'

/**
 * A Unix socket that leads to the portal, byte for byte: how an agent without any network reaches it. What protects the
 * portal is what protects it from everybody: identities and signatures.
 */
export async function openPortalPipe(socketPath: string): Promise<SocketListener> {
  const { hostname, port, protocol } = new URL(env.BARECOUNT_URL)
  const destination = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  }
  const server = net.createServer((inside) => {
    const outside = net.connect(destination)
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      one.on('error', () => other.destroy())
      one.once('close', () => other.destroy())
      one.pipe(other)
    }
  })
  // One that a dead worker left is nobody's.
  fs.rmSync(socketPath, { force: true })
  return listenOnSocket(server, socketPath)
}
