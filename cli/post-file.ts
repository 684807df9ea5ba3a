import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** Sends a file as the body of a POST, streamed. Not with fetch, which gives up when an answer takes five minutes. */
export async function postFile(url: URL, file: string, headers: Record<string, string>): Promise<Response> {
  const size = fs.statSync(file).size
  const { request } = url.protocol === 'https:' ? https : http
  const outgoing = request(url, { method: 'POST', headers: { ...headers, 'content-length': size } })
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
  })
  // A portal that refuses early answers before it has read all; its words count, not the broken pipe.
  const sent = pipeline(fs.createReadStream(file), outgoing)
  sent.catch(() => undefined)
  const incoming = await answered
  return new Response(await text(incoming), { status: incoming.statusCode ?? 500 })
}
