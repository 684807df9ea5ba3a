import fs from 'node:fs/promises'
import path from 'node:path'
import { holdsUnstorable } from '../../runs/storable-json.ts'
import type { SeenFile } from './walk-files.ts'

/** A file of text up to this size comes with the event. */
const MAX_CONTENT_BYTES = 64 * 1024

/** The text of a small file, or undefined: it is larger, is no text, or is not any more what was seen. */
export async function readContent(storage: string, file: SeenFile): Promise<string | undefined> {
  if (file.bytes > MAX_CONTENT_BYTES) return undefined
  const bytes = await fs.readFile(path.join(storage, file.name)).catch(() => undefined)
  if (bytes?.length !== file.bytes) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return holdsUnstorable(JSON.stringify(text)) ? undefined : text
  } catch {
    return undefined
  }
}
