import { formatMicros } from '../cost/money.ts'

/**
 * Puts values into the `{resource.size}` places of a sentence; `{context.estimate|money}` writes micro-dollars. A
 * place without a value keeps a question mark, so a sentence never fails to be said.
 */
export function fillSentence(sentence: string, roots: Record<string, unknown>): string {
  return sentence.replace(/\{([\w.]+)(?:\|(money))?\}/g, (_, path: string, form?: string) => {
    const value = path.split('.').reduce<unknown>(property, roots)
    return form === 'money' && typeof value === 'number' ? formatMicros(value) : show(value)
  })
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(show).join(', ')
  if (typeof value === 'object' && value !== null && 'id' in value) return show(value.id)
  return value === undefined || value === null ? '?' : String(value)
}
