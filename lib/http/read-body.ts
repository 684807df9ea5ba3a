import { BareCountError } from '../errors.ts'

/** Lambda's own limit for a synchronous payload; nothing people send as JSON is larger. */
const MAX_JSON_BYTES = 6 * 1024 * 1024

/**
 * The JSON body of a request, and its text. Throws `payload_too_large` or `invalid_input` with the position of the
 * fault.
 */
export async function readBody(request: Request, maxBytes = MAX_JSON_BYTES): Promise<{ value: unknown; text: string }> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  const text = declared > maxBytes ? undefined : await request.text()
  if (text === undefined || Buffer.byteLength(text) > maxBytes) {
    throw new BareCountError('payload_too_large', `The body is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB.`)
  }
  if (text === '') return { value: {}, text }
  try {
    return { value: JSON.parse(text), text }
  } catch (error) {
    throw new BareCountError('invalid_input', `The body is not JSON: ${(error as Error).message}`, {
      remedy: 'Send a JSON document with content-type application/json.',
    })
  }
}
