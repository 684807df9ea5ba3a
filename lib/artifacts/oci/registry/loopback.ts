/** Whether a registry is on this very host: only there is plain HTTP spoken. */
function isLoopback(registry: string): boolean {
  const host = registry.replace(/:\d+$/, '')
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** Where the API of a registry is. Docker's hub is called one thing and reached at another. */
export function originOf(registry: string): string {
  if (registry === 'docker.io') return 'https://registry-1.docker.io'
  return `${isLoopback(registry) ? 'http' : 'https'}://${registry}`
}

/** Whether a request to `registry` may go on to `url`: over TLS, or within this host when the registry is on it. */
export function mayFollow(registry: string, url: URL): boolean {
  if (isLoopback(url.host)) return isLoopback(registry)
  return url.protocol === 'https:'
}
