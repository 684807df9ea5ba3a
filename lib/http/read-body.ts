import { BareCountError } from '../errors.ts'

/** Lambda's own limit for a synchronous payload; nothing the API takes as JSON is larger. */
const MAX_JSON_BYTES = 6 * 1024 * 1024

/** The JSON body of a request. Throws `payload_too_large` or `invalid_input` with the position of the fault. */
export async function readBody(request: Request): Promise<unknown> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  const text = declared > MAX_JSON_BYTES ? undefined : await request.text()
  if (text === undefined || Buffer.byteLength(text) > MAX_JSON_BYTES) {
    throw new BareCountError('payload_too_large', 'The body is larger than 6 MiB.')
  }
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BareCountError('invalid_input', `The body is not JSON: ${(error as Error).message}`, {
      remedy: 'Send a JSON document with content-type application/json.',
    })
  }
}
