import net from 'node:net'

/** Ends the process with a plain sentence when something else listens on `port`: the portal would start and never answer. */
export async function claimPort(port: number): Promise<void> {
  const taken = await new Promise<boolean>((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(true))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)))
  })
  if (!taken) return
  console.error(`Port ${port} is in use by another program. Stop it, or give another --port.`)
  process.exit(1)
}
