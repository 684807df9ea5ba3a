import { digestOf } from '../../../digest.ts'
import { BareCountError } from '../../../errors.ts'
import { putBlob } from '../../blobs.ts'
import type { Descriptor } from '../schema.ts'
import { readAll } from './manifests.ts'
import type { RegistryClient } from './registry-client.ts'
import { registryFault } from './registry-fault.ts'

const TRIES = 3

/**
 * Brings a blob into the store as it streams by. One that breaks off is tried again; one that is not what its digest
 * names is refused at once. Throws `build_failed` saying what the registry did.
 */
export async function pullBlob(client: RegistryClient, repository: string, blob: Descriptor): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await pullOnce(client, repository, blob)
    } catch (error) {
      if (error instanceof BareCountError || tried === TRIES) throw faultOf(client.registry, blob, error)
    }
  }
}

async function pullOnce(client: RegistryClient, repository: string, { digest, size }: Descriptor): Promise<void> {
  const { body } = await client.send({
    method: 'GET',
    repository,
    path: `blobs/${digest}`,
    what: `${repository}@${digest}`,
  })
  let seen = 0
  body.on('data', (chunk: Uint8Array) => {
    seen += chunk.length
  })
  body.pause()
  // One byte more than declared is enough to know.
  await putBlob(body, { maxBytes: size, digest }).catch((error: unknown) => {
    if (!(error instanceof BareCountError)) throw error
    const how =
      seen < size
        ? `sent ${seen} of the ${size} bytes of ${digest}`
        : seen > size
          ? `sent more than the ${size} bytes of ${digest}`
          : `served other bytes for ${digest}`
    throw registryFault(client.registry, how, 'Do not use this registry until its operator knows why.', error)
  })
}

function faultOf(registry: string, { digest }: Descriptor, error: unknown): unknown {
  if (error instanceof BareCountError) return error
  return registryFault(registry, `broke off in the middle of ${digest}`, 'Try again later.', error)
}

/** A small blob in memory, checked. */
export async function readRemoteBlob(
  client: RegistryClient,
  repository: string,
  { digest, size }: Descriptor,
  maxBytes: number,
): Promise<Buffer> {
  if (size > maxBytes) throw registryFault(client.registry, `names ${digest} with ${size} bytes, too many to read`)
  const answer = await client.send({
    method: 'GET',
    repository,
    path: `blobs/${digest}`,
    what: `${repository}@${digest}`,
  })
  const bytes = await readAll(client.registry, answer.body, size)
  if (digestOf(bytes) !== digest) throw registryFault(client.registry, `served other bytes for ${digest}`)
  return bytes
}
