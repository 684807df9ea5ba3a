import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakeRegistry = { host: string; asked: string[]; stop(): Promise<void> }

/** A registry on loopback that answers as a test wants: for what a decent one never does. */
export async function fakeRegistry(
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => void,
): Promise<FakeRegistry> {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
