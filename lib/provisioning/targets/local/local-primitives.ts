import fs from 'node:fs'
import path from 'node:path'
import { homePath } from '#lib/env.ts'
import type { Primitive, PrimitiveRequest } from '../../target.ts'

/** Folder in which the runners of a tenant's environment and profile keep what their runs wrote. */
export function storageRoot({ tenantId, environment, profile }: PrimitiveRequest): string {
  return homePath('storage', tenantId, environment.id, profile)
}

/** File to which one line is added for each run. */
export function metricFile({ tenantId, environment, profile }: PrimitiveRequest): string {
  return homePath('metrics', tenantId, environment.id, `${profile}.jsonl`)
}

/** Profiles whose runners may leave this host, by the proxy, to what their manifest names. */
const outward = new Set<PrimitiveRequest['profile']>(['public_vpc_egress', 'privatelink', 'vpn'])

/**
 * Makes what the runners of an environment and profile share on this host; what is there already stays. States hold
 * paths below the home directory, so that the home can be moved.
 */
export function provisionLocally(request: PrimitiveRequest): Primitive[] {
  const storage = storageRoot(request)
  const metrics = metricFile(request)
  fs.mkdirSync(path.join(storage, 'runs'), { recursive: true, mode: 0o700 })
  fs.mkdirSync(path.dirname(metrics), { recursive: true, mode: 0o700 })
  fs.closeSync(fs.openSync(metrics, 'a', 0o600))
  return [
    { kind: 'storage_root', state: { folder: belowHome(storage), commit: 'once for each run token' } },
    {
      kind: 'secrets_namespace',
      state: { namespace: request.tenantId, cipher: 'AES-256-GCM', keyOutsideDatabase: true },
    },
    { kind: 'log_sink', state: { store: 'database', table: 'LogChunk' } },
    { kind: 'metric_sink', state: { file: belowHome(metrics), format: 'JSON lines' } },
    {
      kind: 'egress_rules',
      state: outward.has(request.profile)
        ? { default: 'deny', allow: 'the egress_allow of each manifest', by: 'proxy' }
        : { default: 'deny', allow: 'nothing', by: 'network namespace' },
    },
  ]
}

/** What of `egressAllow` a profile lets through. Pure. */
export function egressOf(profile: PrimitiveRequest['profile'], egressAllow: readonly string[]): string[] {
  return outward.has(profile) ? [...egressAllow] : []
}

const belowHome = (name: string) => path.relative(homePath(), name)
