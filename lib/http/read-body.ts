import { BareCountError } from '../errors.ts'

/** Lambda's own limit for a synchronous payload; nothing people send as JSON is larger. */
const MAX_JSON_BYTES = 6 * 1024 * 1024

/**
 * The JSON body of a request, and its text. Throws `payload_too_large` or `invalid_input` with the position of the
 * fault.
 */
export async function readBody(request: Request, maxBytes = MAX_JSON_BYTES): Promise<{ value: unknown; text: string }> {
  const text = new TextDecoder().decode(await readBytes(request, maxBytes))
  if (text === '') return { value: {}, text }
  try {
    return { value: JSON.parse(text), text }
  } catch (error) {
    throw new BareCountError('invalid_input', `The body is not JSON: ${(error as Error).message}`, {
      remedy: 'Send a JSON document with content-type application/json.',
    })
  }
}

/**
 * The bytes of a body. Throws `payload_too_large` for one that declares more than `maxBytes`, and as soon as more has
 * come: nobody has to declare anything, and what is held in memory is held for everybody.
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new BareCountError('payload_too_large', `The body is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB.`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > maxBytes) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}
