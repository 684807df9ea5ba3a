import fs from 'node:fs'
import path from 'node:path'
import { env } from '#lib/env.ts'
import type { PulledSpec } from '../../../target.ts'
import { openEgressProxy } from '../egress-proxy.ts'
import { egressOf } from '../local-primitives.ts'
import type { InstanceFolder } from './instance-folder.ts'
import { openPortalPipe } from './portal-pipe.ts'

const EGRESS_PORT = 9002

export type WaysOut = { close(): Promise<void> }

/** Opens the sockets through which an instance reaches the portal and what its profile lets through. Again after adoption. */
export async function openWaysOut(
  folder: InstanceFolder,
  spec: PulledSpec,
  say: (line: string) => void,
): Promise<WaysOut> {
  const portal = await openPortalPipe(path.join(folder.run, 'portal'))
  const allow = egressOf(spec.profile, spec.egressAllow)
  const socket = path.join(folder.run, 'egress')
  fs.rmSync(socket, { force: true })
  const denied = (destination: string) => say(`The network profile does not let ${destination} through.`)
  const egress = allow.length ? await openEgressProxy(socket, allow, denied) : undefined
  return {
    async close() {
      await Promise.all([portal.close(), egress?.close()])
    },
  }
}

/** How processes inside learn of the proxy; empty when the profile lets nothing through. Pure. */
export function egressVariables(spec: PulledSpec, inside: { run: string }): Record<string, string> {
  if (!egressOf(spec.profile, spec.egressAllow).length) return {}
  const proxy = `http://127.0.0.1:${EGRESS_PORT}`
  // The portal has its own socket: what goes there must not take this way.
  const direct = `127.0.0.1,localhost,${new URL(env.BARECOUNT_URL).hostname}`
  return {
    BC_EGRESS_SOCKET: `${inside.run}/egress`,
    BC_EGRESS_PORT: String(EGRESS_PORT),
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    http_proxy: proxy,
    https_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    NODE_USE_ENV_PROXY: '1',
  }
}
