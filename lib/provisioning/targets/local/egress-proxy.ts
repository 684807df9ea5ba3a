import http from 'node:http'
import net from 'node:net'
import { listenOnSocket, type SocketListener } from './listen-on-socket.ts'

type Dial = (host: string, port: number) => net.Socket

/** Addresses of this host and its link: never a way out, whatever name leads to them. */
const inward = new net.BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
] as const) {
  inward.addSubnet(network, bits, 'ipv4')
}
inward.addAddress('::1', 'ipv6')
inward.addAddress('::', 'ipv6')
inward.addSubnet('fe80::', 10, 'ipv6')
inward.addSubnet('::ffff:0:0', 96, 'ipv6')

const dialOutward: Dial = (host, port) => {
  const socket = net.connect({ host, port })
  // Checked after the name was resolved, so that a name cannot be pointed back at this host.
  socket.on('lookup', (_error, address, family) => {
    if (inward.check(address, family === 6 ? 'ipv6' : 'ipv4')) socket.destroy(new Error('leads back to this host'))
  })
  if (net.isIP(host) && inward.check(host, net.isIP(host) === 6 ? 'ipv6' : 'ipv4')) {
    socket.destroy(new Error('leads back to this host'))
  }
  return socket
}

/** `*.example.com:443` lets every host below example.com through, not example.com itself. Pure. */
export function matches(pattern: string, destination: string): boolean {
  return pattern.startsWith('*.') ? destination.endsWith(pattern.slice(1)) : pattern === destination
}

/**
 * The only way out of a sandbox: an HTTP proxy on a Unix socket that lets `host:port` pairs of `allow` through (CONNECT
 * and plain requests) and answers 403 to everything else. `onDenied` is told what was refused.
 */
export async function openEgressProxy(
  socketPath: string,
  allow: readonly string[],
  onDenied: (destination: string) => void,
  dial: Dial = dialOutward,
): Promise<SocketListener> {
  const permits = (destination: string) => {
    if (allow.some((pattern) => matches(pattern.toLowerCase(), destination.toLowerCase()))) return true
    onDenied(destination)
    return false
  }

  const server = http.createServer((request, response) => {
    const url = URL.canParse(request.url ?? '') ? new URL(request.url as string) : undefined
    if (url?.protocol !== 'http:') return void response.writeHead(400).end('This is a proxy.')
    const port = Number(url.port || 80)
    if (!permits(`${url.hostname}:${port}`)) return void response.writeHead(403).end('Not in egress_allow.')
    const { 'proxy-connection': _own, ...headers } = request.headers
    const onward = http.request(
      {
        method: request.method,
        path: url.pathname + url.search,
        headers,
        createConnection: () => dial(url.hostname, port),
      },
      (answer) => {
        // Parsers take any three digits, writers do not: whoever answers must not end this process.
        const status = answer.statusCode ?? 0
        if (status < 200 || status > 599) return void onward.destroy(new Error(`${status} is no status`))
        response.writeHead(status, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('upgrade', (_answer, socket) => socket.destroy())
    onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()))
    request.pipe(onward)
  })
  server.on('connect', (request, inside: net.Socket, head) => {
    // From here on the socket is ours alone: without this, a function that hangs up would end the whole process.
    inside.on('error', () => inside.destroy())
    const destination = request.url ?? ''
    const colon = destination.lastIndexOf(':')
    if (!permits(destination)) return void inside.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const outside = dial(destination.slice(0, colon).replace(/^\[|\]$/g, ''), Number(destination.slice(colon + 1)))
    outside.once('connect', () => {
      inside.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      outside.write(head)
      inside.pipe(outside).pipe(inside)
    })
    outside.on('error', () => inside.destroy())
    inside.on('close', () => outside.destroy())
    outside.on('close', () => inside.destroy())
  })
  return listenOnSocket(server, socketPath)
}
