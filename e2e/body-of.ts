/** As much of JSON Schema as the API's own document uses. */
export type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  format?: string
  minimum?: number
  maxLength?: number
  anyOf?: Schema[]
  items?: Schema
  required?: string[]
  properties?: Record<string, Schema>
}

const SOON_MS = 20 * 24 * 3600_000

/** The smallest thing a schema takes, so that what is refused is not refused for its form. */
export function bodyOf(schema: Schema = {}): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return bodyOf(schema.anyOf[0])
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date-time') return new Date(Date.now() + SOON_MS).toISOString()
      return 'To be kept apart.'.slice(0, schema.maxLength)
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'array':
      return [bodyOf(schema.items)]
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, bodyOf(schema.properties?.[name])] as const),
      )
  }
}
