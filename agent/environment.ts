import { egressProxyUrl, towardsProxy } from '#lib/provisioning/targets/local/towards-proxy.ts'

/** What a process that the agent starts finds in its environment: the host's, never the agent's own settings. */
export function childEnvironment(added: Record<string, string>, { egress }: { egress: boolean }): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('BARECOUNT_'))
  return { ...Object.fromEntries(inherited), ...(egress ? towardsProxy : {}), ...added } as NodeJS.ProcessEnv
}

/** The proxy through which hosts are reached from here; undefined when they are reached directly. */
export function proxyOf(egress: boolean): URL | undefined {
  const named = egress ? egressProxyUrl : (process.env.HTTPS_PROXY ?? process.env.https_proxy)
  return named ? new URL(named) : undefined
}

/** Tells the parts that agent and worker share where this host keeps things. Before any of them is loaded. */
export function placeShared({ home, runtime }: { home: string; runtime: string }): void {
  process.env.BARECOUNT_HOME = home
  process.env.BARECOUNT_NODE_RUNTIME = runtime
  process.env.LOG_LEVEL ??= 'warn'
}
