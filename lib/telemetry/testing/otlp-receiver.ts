import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type ReceivedSpan = {
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  kind: number
  startMs: number
  endMs: number
  attributes: Record<string, unknown>
  status: { code: number; message: string }
  service: unknown
}

/**
 * A receiver of OTLP over HTTP that reads the bytes by the protocol's own numbers, with none of the exporter's code.
 * Spec: https://opentelemetry.io/docs/specs/otlp/#otlphttp and opentelemetry/proto/trace/v1/trace.proto
 */
export async function openReceiver(): Promise<{
  url: string
  spans: ReceivedSpan[]
  headers: http.IncomingHttpHeaders[]
  /** What the next request is answered with. */
  answer: number
  close(): Promise<void>
}> {
  const state = { spans: [] as ReceivedSpan[], headers: [] as http.IncomingHttpHeaders[], answer: 200 }
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    state.headers.push(request.headers)
    const right = request.url === '/v1/traces' && request.headers['content-type'] === 'application/x-protobuf'
    if (right && state.answer === 200) state.spans.push(...spansIn(Buffer.concat(chunks)))
    // An empty ExportTraceServiceResponse: all were taken.
    response.writeHead(right ? state.answer : 400, { 'content-type': 'application/x-protobuf' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return Object.assign(state, { url, close })
}

type Field = { number: number; value: bigint | Buffer }

/** The fields of a message, by the wire format alone. */
function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = () => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] as number
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const take = (length: number) => {
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const key = Number(varint())
    const number = key >> 3
    const wire = key & 7
    if (wire === 0) fields.push({ number, value: varint() })
    else if (wire === 1) fields.push({ number, value: take(8) })
    else if (wire === 2) fields.push({ number, value: take(Number(varint())) })
    else if (wire === 5) fields.push({ number, value: take(4) })
    else throw new Error(`wire type ${wire}`)
  }
  return fields
}

const all = (bytes: Buffer, number: number) =>
  fieldsOf(bytes).flatMap((field) => (field.number === number && Buffer.isBuffer(field.value) ? [field.value] : []))
const one = (bytes: Buffer, number: number) => fieldsOf(bytes).find((field) => field.number === number)?.value
const text = (bytes: Buffer, number: number) => (one(bytes, number) as Buffer | undefined)?.toString('utf8') ?? ''
const hex = (bytes: Buffer, number: number) => (one(bytes, number) as Buffer | undefined)?.toString('hex') ?? ''
const nanos = (bytes: Buffer, number: number) => Number((one(bytes, number) as Buffer).readBigUInt64LE() / 1000n) / 1000

function attributesOf(bytes: Buffer, number: number): Record<string, unknown> {
  return Object.fromEntries(
    all(bytes, number).map((pair) => {
      const [field] = fieldsOf(one(pair, 2) as Buffer)
      const value = field?.value
      if (field?.number === 1) return [text(pair, 1), (value as Buffer).toString('utf8')]
      if (field?.number === 2) return [text(pair, 1), value === 1n]
      return [text(pair, 1), field?.number === 3 ? Number(value) : (value as Buffer).readDoubleLE()]
    }),
  )
}

function spansIn(body: Buffer): ReceivedSpan[] {
  return all(body, 1).flatMap((resourceSpans) => {
    const resource = attributesOf((one(resourceSpans, 1) as Buffer) ?? Buffer.alloc(0), 1)
    return all(resourceSpans, 2)
      .flatMap((scope) => all(scope, 2))
      .map((span) => {
        const status = (one(span, 15) as Buffer | undefined) ?? Buffer.alloc(0)
        return {
          ...{ traceId: hex(span, 1), spanId: hex(span, 2), parentSpanId: hex(span, 4), name: text(span, 5) },
          ...{ kind: Number(one(span, 6)), startMs: nanos(span, 7), endMs: nanos(span, 8) },
          attributes: attributesOf(span, 9),
          status: { code: Number(one(status, 3) ?? 0), message: text(status, 2) },
          service: resource['service.name'],
        }
      })
  })
}
