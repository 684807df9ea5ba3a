import net from 'node:net'
import { expect, test } from 'vitest'
import { faultsOf, readInstalled } from './checks.ts'

const status = `Package: libpq5
Status: install ok installed
Version: 17.5-1
Description: client library
 Version: is said here too

Package: old
Status: deinstall ok config-files
Version: 1.0
`

test('only what is installed counts, with the version of its own field', () => {
  expect([...readInstalled(status)]).toEqual([['libpq5', '17.5-1']])
})

test('a route that answers is no fault, one that nobody listens on is', async () => {
  const server = net.createServer((socket) => socket.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  const ask = () => faultsOf({ drivers: [], routes: [`127.0.0.1:${port}`] }, { egress: false })
  expect(await ask()).toEqual([])
  await new Promise((resolve) => server.close(resolve))
  expect(await ask()).toEqual([expect.stringContaining(`127.0.0.1:${port} does not work`)])
})
