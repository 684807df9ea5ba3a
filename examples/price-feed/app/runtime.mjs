import http from 'node:http'

const ROOT = '/2018-06-01/runtime'

/**
 * Asks the AWS Lambda Runtime API at `address` for runs, up to `atOnce` at a time, and answers each with what `handle`
 * makes of it. Ends once `signal` aborts and everything under way is answered.
 */
export async function serveRuns(handle, { address, atOnce, signal }) {
  await Promise.all(Array.from({ length: atOnce }, () => poll(handle, address, signal)))
}

async function poll(handle, address, signal) {
  while (!signal.aborted) {
    const next = await send(address, 'GET', '/invocation/next', undefined, signal).catch((error) => {
      if (!signal.aborted) throw error // whoever serves runs is gone, so this process has nothing left to do
    })
    if (!next) return
    const id = next.headers['lambda-runtime-aws-request-id']
    const { custom = {} } = JSON.parse(next.headers['lambda-runtime-client-context'] ?? '{}')
    // A line that holds the id goes to the log of that run.
    const log = (line) => console.log(`[${id}] ${line}`)
    try {
      const value = await handle({ input: JSON.parse(next.body), outputFolder: custom.output_dir, log })
      await send(address, 'POST', `/invocation/${id}/response`, JSON.stringify(value))
    } catch (error) {
      const failure = { errorType: error.name, errorMessage: error.message, stackTrace: [] }
      await send(address, 'POST', `/invocation/${id}/error`, JSON.stringify(failure))
    }
  }
}

/** Without a time limit: the answer to "what next" may take hours. */
function send(address, method, path, body, signal) {
  const [host, port] = address.split(':')
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: ROOT + path, signal }, async (response) => {
      try {
        let text = ''
        for await (const chunk of response.setEncoding('utf8')) text += chunk
        resolve({ headers: response.headers, body: text })
      } catch (error) {
        reject(error)
      }
    })
    request.on('error', reject)
    request.end(body)
  })
}
