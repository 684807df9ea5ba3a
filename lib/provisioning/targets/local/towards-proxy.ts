/** Where processes without a network of their own find the egress proxy, on their loopback. */
export const EGRESS_PORT = 9002

/** The egress proxy as such a process reaches it. */
export const egressProxyUrl = `http://127.0.0.1:${EGRESS_PORT}`

/** How a process learns of the proxy. `NODE_USE_ENV_PROXY` makes Node's own fetch and http use it. */
export const towardsProxy = {
  HTTP_PROXY: egressProxyUrl,
  HTTPS_PROXY: egressProxyUrl,
  http_proxy: egressProxyUrl,
  https_proxy: egressProxyUrl,
  NO_PROXY: '127.0.0.1,localhost',
  no_proxy: '127.0.0.1,localhost',
  NODE_USE_ENV_PROXY: '1',
}
