import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import type { Checks } from './config.ts'
import { proxyOf } from './environment.ts'

const STATUS = '/var/lib/dpkg/status'
const CONNECT_MS = 5000

/** What is not as this host must be before it takes work: drivers in another version, routes that lead nowhere. */
export async function faultsOf(checks: Checks, { egress }: { egress: boolean }): Promise<string[]> {
  const routes = await Promise.all(checks.routes.map((route) => faultOfRoute(route, proxyOf(egress))))
  return [...faultsOfDrivers(checks.drivers), ...routes].filter((fault) => fault !== undefined)
}

function faultsOfDrivers(drivers: Checks['drivers']): string[] {
  if (!drivers.length) return []
  if (!fs.existsSync(STATUS)) return [`drivers cannot be checked: there is no ${STATUS}`]
  const installed = readInstalled(fs.readFileSync(STATUS, 'utf8'))
  return drivers.flatMap(({ name, version }) => {
    const found = installed.get(name)
    if (found === version) return []
    return [found ? `the driver ${name} is ${found}, not ${version}` : `the driver ${name} is not installed`]
  })
}

/** The packages that dpkg has installed, name → version. Pure. Source: Debian's dpkg-query(1). */
export function readInstalled(status: string): Map<string, string> {
  const packages = status.split('\n\n').map((paragraph) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1]
    return { name: field('Package'), version: field('Version'), status: field('Status') }
  })
  const installed = packages.filter((one) => one.status === 'install ok installed')
  return new Map(installed.map(({ name = '', version = '' }) => [name, version]))
}

function faultOfRoute(route: string, proxy: URL | undefined): Promise<string | undefined> {
  const colon = route.lastIndexOf(':')
  const [host, port] = [route.slice(0, colon), Number(route.slice(colon + 1))]
  return proxy ? throughProxy(proxy, route) : directly(host, port)
}

function directly(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: CONNECT_MS })
    const end = (fault?: string) => {
      socket.destroy()
      resolve(fault && `the route ${host}:${port} does not work: ${fault}`)
    }
    socket.once('connect', () => end())
    socket.once('timeout', () => end(`no answer within ${CONNECT_MS / 1000} s`))
    socket.once('error', (error) => end(error.message))
  })
}

function throughProxy(proxy: URL, route: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (fault?: string) => resolve(fault && `the route ${route} does not work through the proxy: ${fault}`)
    const options = { host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: route, timeout: CONNECT_MS }
    const request = http.request(options)
    request.once('connect', (response, socket) => {
      socket.destroy()
      end(response.statusCode === 200 ? undefined : `it answered ${response.statusCode}`)
    })
    request.once('response', (response) => end(`it answered ${response.statusCode}`))
    request.once('timeout', () => request.destroy(new Error(`no answer within ${CONNECT_MS / 1000} s`)))
    request.once('error', (error) => end(error.message))
    request.end()
  })
}
