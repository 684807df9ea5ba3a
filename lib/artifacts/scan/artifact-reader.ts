import type { Facts } from './facts.ts'

/** Larger files are generated or data; secretlint's cost grows with their longest line. */
export const MAX_TEXT_BYTES = 1024 * 1024

export type TextVisit = {
  /** Whether a file is to be read at all, by its path. */
  wanted(path: string): boolean
  visit(path: string, text: string): Promise<void>
}

/** One artifact, whatever it is packed as. */
export type ArtifactReader = {
  /** What its files say about packages; only files that are there in the end. */
  facts: Facts
  /** Hands over each wanted text file, and counts the rest: binary, very large, unwanted. */
  readTexts(visit: TextVisit): Promise<{ read: number; skipped: number }>
}

/** Whether bytes read as text are none: a NUL near the beginning. Pure. */
export function isBinary(text: string): boolean {
  return text.slice(0, 8000).includes('\u0000')
}
