import type net from 'node:net'

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, its end included. */
const MAX_SOCKET_PATH = 100

/** Throws when the path of a socket is longer than a system takes. */
export function checkSocketPath(path: string): void {
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH) return
  throw new Error(`BARECOUNT_HOME is too long for a socket below it: ${path}`)
}

export type SocketListener = { close(): Promise<void> }

/** Listens on a Unix socket that every account of this host may connect to; `close` ends its connections as well. */
export async function listenOnSocket(server: net.Server, path: string): Promise<SocketListener> {
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path, readableAll: true, writableAll: true }, resolve)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
