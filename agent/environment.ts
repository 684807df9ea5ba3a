const EGRESS_PORT = 9002
const proxy = `http://127.0.0.1:${EGRESS_PORT}`

/** How processes learn of the proxy. `NODE_USE_ENV_PROXY` makes Node's own fetch and http use it. */
const towardsProxy = {
  HTTP_PROXY: proxy,
  HTTPS_PROXY: proxy,
  http_proxy: proxy,
  https_proxy: proxy,
  NO_PROXY: '127.0.0.1,localhost',
  no_proxy: '127.0.0.1,localhost',
  NODE_USE_ENV_PROXY: '1',
}

export const egressPort = EGRESS_PORT

/** What a process that the agent starts finds in its environment: the host's, never the agent's own settings. */
export function childEnvironment(added: Record<string, string>, { egress }: { egress: boolean }): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('BARECOUNT_'))
  return { ...Object.fromEntries(inherited), ...(egress ? towardsProxy : {}), ...added } as NodeJS.ProcessEnv
}

/** The proxy through which hosts are reached from here; undefined when they are reached directly. */
export function proxyOf(egress: boolean): URL | undefined {
  const named = egress ? proxy : (process.env.HTTPS_PROXY ?? process.env.https_proxy)
  return named ? new URL(named) : undefined
}

/** Tells the parts that agent and worker share where this host keeps things. Before any of them is loaded. */
export function placeShared({ home, runtime }: { home: string; runtime: string }): void {
  process.env.BARECOUNT_HOME = home
  process.env.BARECOUNT_NODE_RUNTIME = runtime
  process.env.LOG_LEVEL ??= 'warn'
}
