import fs from 'node:fs'
import path from 'node:path'
import { agentBundle } from '../../../agents/agent-bundle.ts'
import type { Layer } from '../../oci/image.ts'
import { mediaTypes } from '../../oci/schema.ts'
import { type LayerEntry, writeLayer } from '../../oci/write-layer.ts'

/** Where a golden image has its agent. */
export const AGENT_FOLDER = 'opt/barecount'

const startScript = path.join(
  import.meta.dirname ?? '',
  '../../../provisioning/targets/local/instances/inside/start.mjs',
)

/**
 * The layer every golden image carries: Node as npm brings it and the agent. Its libraries are those of the image, so
 * that the layer is the same whatever machine builds it.
 */
export async function agentLayer(): Promise<Layer> {
  const entries: LayerEntry[] = [
    ...['opt', AGENT_FOLDER, 'home', 'home/runner'].map((folder) => ({
      type: 'directory' as const,
      path: folder,
      mode: 0o755,
    })),
    fromDisk(`${AGENT_FOLDER}/node`, process.execPath, 0o755),
    fromDisk(`${AGENT_FOLDER}/agent.mjs`, await agentBundle(), 0o644),
    fromDisk(`${AGENT_FOLDER}/start.mjs`, startScript, 0o644),
  ]
  return layerOf(entries, `agent with node ${process.versions.node}`)
}

/** Entries as a layer of the blob store. */
export async function layerOf(entries: readonly LayerEntry[], createdBy: string): Promise<Layer> {
  const { digest, size } = await writeLayer(entries)
  return { descriptor: { mediaType: mediaTypes.layer, digest, size }, diffId: digest, createdBy }
}

/** A file of this machine under another name. */
export function fromDisk(name: string, file: string, mode: number): LayerEntry {
  return { type: 'file', path: name, mode, content: { file, size: fs.statSync(file).size } }
}
