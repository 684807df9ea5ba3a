import type { BundleManifest } from '../artifacts/oci/bundle-manifest.ts'
import { pushBlob, pushImageBlobs, pushImageManifest } from '../artifacts/oci/registry/push-image.ts'
import { pushReferrer } from '../artifacts/oci/registry/referrers.ts'
import { registryClient } from '../artifacts/oci/registry/registry-client.ts'
import { transaction, unsafeTx } from '../db/client.ts'
import { configuredRegistry } from './address.ts'

export type Push = {
  /** Without the configured prefix: `<tenant>/<name>`. */
  repository: string
  digest: string
  tags: readonly string[]
  bundles: readonly BundleManifest[]
  log(line: string): void
  signal?: AbortSignal | undefined
}

const LOCK_MS = 10 * 60_000

/**
 * Sends an image and the bundles that refer to it to the configured registry; nothing when there is none. Manifests of
 * one image are written by one worker at a time: the list of referrers is read, extended and written, and a registry
 * on plain files (distribution 2.8) reads back half of a manifest that another request is writing.
 */
export async function pushToRegistry({ repository: name, digest, tags, bundles, log, signal }: Push): Promise<void> {
  const configured = configuredRegistry()
  if (!configured) return
  const repository = `${configured.prefix}${name}`
  const client = registryClient(configured.registry, { signal })
  log(`Pushing to ${configured.registry}/${repository}.`)
  await pushImageBlobs(client, repository, digest)
  for (const blob of bundles.flatMap((bundle) => bundle.blobs)) await pushBlob(client, repository, blob)
  await transaction(
    async (tx) => {
      const lock = `${client.registry}/${repository}@${digest}`
      await unsafeTx(tx).$executeRaw`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`
      await pushImageManifest(client, repository, digest, tags)
      for (const { entry, bytes } of bundles) await pushReferrer(client, repository, digest, entry, bytes)
    },
    { timeoutMs: LOCK_MS },
  )
}
