import type { Fault } from '../errors.ts'

/** The largest manifest that is read. Real ones are below 4 KiB. */
export const MAX_MANIFEST_BYTES = 256 * 1024

/**
 * The text of a manifest from what was typed or uploaded. A fault instead when it is too large, is not UTF-8 or holds
 * control characters; the text is then as much of it as can be shown.
 */
export function readBytes(input: string | Uint8Array): { text: string; fault?: Fault } {
  const size = typeof input === 'string' ? input.length : input.byteLength
  const shown = () =>
    typeof input === 'string' ? input : new TextDecoder().decode(input.subarray(0, MAX_MANIFEST_BYTES))
  if (size > MAX_MANIFEST_BYTES) return { text: shown(), fault: tooLarge(size) }
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  if (bytes.byteLength > MAX_MANIFEST_BYTES) return { text: shown(), fault: tooLarge(bytes.byteLength) }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  if (typeof input !== 'string') {
    const offset = firstDifference(bytes, new TextEncoder().encode(text))
    if (offset !== undefined) return { text, fault: notUtf8(bytes, offset, text) }
  }
  const control = controlCharacter.exec(text)
  return control ? { text, fault: controlFault(text, control.index) } : { text }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what YAML forbids and this refuses.
const controlCharacter = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/

function tooLarge(size: number): Fault {
  const kib = Math.ceil(size / 1024)
  return {
    path: '',
    message: `This is ${kib.toLocaleString('en')} KiB; a manifest has at most ${MAX_MANIFEST_BYTES / 1024} KiB.`,
    remedy: 'Keep data and code in the source, not in the manifest.',
  }
}

/** Decoding replaces what is not UTF-8, so encoding again differs first where the fault is. */
function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const index = a.findIndex((byte, position) => byte !== b[position])
  return index >= 0 ? index : undefined
}

function notUtf8(bytes: Uint8Array, offset: number, text: string): Fault {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const hex = (bytes[offset] ?? 0).toString(16).padStart(2, '0')
  const before = new TextDecoder().decode(bytes.subarray(0, offset))
  return {
    path: '',
    ...positionOf(text, before.length),
    message: `Byte ${offset} (0x${hex}) is not UTF-8.`,
    remedy: wide ? 'This looks like UTF-16; save it as UTF-8.' : 'Save the file as UTF-8.',
  }
}

function controlFault(text: string, index: number): Fault {
  const code = text.charCodeAt(index).toString(16).padStart(4, '0').toUpperCase()
  return {
    path: '',
    ...positionOf(text, index),
    message: `There is a control character (U+${code}) here.`,
    remedy: 'Remove it; manifests are plain text.',
  }
}

function positionOf(text: string, index: number): { line: number; column: number } {
  const lines = text.slice(0, index).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
