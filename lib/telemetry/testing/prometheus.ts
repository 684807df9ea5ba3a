import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '#lib/free-port.ts'

/** Why Prometheus cannot be asked here, or undefined when it can. */
export const noPrometheus =
  spawnSync('prometheus', ['--version']).status === 0
    ? undefined
    : 'Prometheus is not installed (on Debian: apt-get install prometheus)'

export type Prometheus = {
  /** What a query answers now, as the value of each set of labels. */
  query(text: string): Promise<{ labels: Record<string, string>; value: number }[]>
  /** The last error of its target, empty when it is well. */
  trouble(): Promise<string | undefined>
  stop(): Promise<void>
}

/** Debian's Prometheus, which scrapes one target every second with a bearer token. */
export async function startPrometheus(target: number, token: string): Promise<Prometheus> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prometheus-'))
  const port = await freePort()
  const config = {
    global: { scrape_interval: '1s' },
    scrape_configs: [
      {
        job_name: 'barecount',
        authorization: { credentials: token },
        static_configs: [{ targets: [`127.0.0.1:${target}`] }],
      },
    ],
  }
  const file = path.join(folder, 'prometheus.yml')
  fs.writeFileSync(file, JSON.stringify(config))
  const flags = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ]
  const child: ChildProcess = spawn('prometheus', flags, { stdio: ['ignore', 'ignore', 'inherit'] })
  const api = async <T>(path: string): Promise<T | undefined> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`).catch(() => undefined)
    return answer?.ok ? ((await answer.json()) as { data: T }).data : undefined
  }
  return {
    async query(text) {
      type Vector = { result: { metric: Record<string, string>; value: [number, string] }[] }
      const data = await api<Vector>(`query?query=${encodeURIComponent(text)}`)
      return (data?.result ?? []).map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }))
    },
    async trouble() {
      const data = await api<{ activeTargets: { lastError: string; health: string }[] }>('targets')
      const [one] = data?.activeTargets ?? []
      return one && one.health !== 'unknown' ? one.lastError : undefined
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Serves a route's GET at /metrics, as the web process does. */
export async function serveRoute(
  get: (request: Request) => Promise<Response>,
): Promise<{ port: number; close(): void }> {
  const server = http.createServer(async (request, response) => {
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    )
    const answer = await get(new Request(`http://127.0.0.1${request.url}`, { headers }))
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}
