import net from 'node:net'

/**
 * Makes 127.0.0.1:`port` lead to the Unix socket at `socketPath`: inside a network namespace of its own a sandbox has
 * a loopback but no way out other than sockets that were bound in.
 */
export function forward(port, socketPath) {
  const server = net.createServer((inside) => {
    const outside = net.connect(socketPath)
    inside.on('error', () => outside.destroy())
    outside.on('error', () => inside.destroy())
    inside.pipe(outside).pipe(inside)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.unref()
      resolve(server)
    })
  })
}
