import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { env } from '../env.ts'
import { BareCountError } from '../errors.ts'
import { log } from '../log.ts'
import { METRICS_TYPE, metricText } from './metric-text.ts'
import { admitToMetrics } from './metrics-access.ts'
import { processFamilies } from './process-metrics.ts'

/**
 * Serves what this process counts at /metrics, where the settings say so: a worker has no other door. On the loopback
 * unless a host is named, and then it wants the token. Returns its port and how to end it.
 */
export async function serveMetrics(
  listen: string | undefined = env.BARECOUNT_METRICS_LISTEN,
): Promise<{ port: number; close(): Promise<void> } | undefined> {
  if (!listen) return undefined
  const [, host = '127.0.0.1', port] = /^(?:(.+):)?(\d+)$/.exec(listen) ?? []
  const open = host === '127.0.0.1' && env.BARECOUNT_METRICS_TOKEN === undefined
  const server = http.createServer((request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end()
    try {
      if (!open) admitToMetrics(request.headers.authorization)
      response.writeHead(200, { 'content-type': METRICS_TYPE }).end(metricText(processFamilies()))
    } catch (error) {
      response.writeHead(error instanceof BareCountError ? error.status : 500).end()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(port), host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  log.info({ host, port: bound }, 'serving metrics')
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
