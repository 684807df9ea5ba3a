import fs from 'node:fs'
import path from 'node:path'
import type { PulledSpec } from '../../../target.ts'
import { openEgressProxy } from '../egress-proxy.ts'
import { egressOf } from '../local-primitives.ts'
import type { InstanceFolder } from './instance-folder.ts'
import { openPortalPipe } from './portal-pipe.ts'

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
