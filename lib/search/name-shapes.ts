import { kindOfId } from '../ids.ts'

const HEX_64 = /^(?:sha256:)?([0-9a-f]{64})$/i
const HEX_SHORT = /^(?:sha256:)?([0-9a-f]{12,63})$/i

/** A digest that somebody pasted, whole or its first 12 characters and more: `sha256:` and lower case, or undefined. */
export function pastedDigest(text: string): { digest: string; whole: boolean } | undefined {
  const trimmed = text.trim()
  const whole = HEX_64.exec(trimmed)?.[1]
  const short = HEX_SHORT.exec(trimmed)?.[1]
  const hex = whole ?? short
  return hex ? { digest: `sha256:${hex.toLowerCase()}`, whole: Boolean(whole) } : undefined
}

/** Whether a text could be the id or digest of something here. */
export function looksLikeAName(text: string): boolean {
  return kindOfId(text.trim()) !== undefined || pastedDigest(text) !== undefined
}
