import http from 'node:http'
import { contextOf } from './context.mjs'
import { errorDocument, named } from './error-document.mjs'
import { forward } from './forward.mjs'
import { loadHandler } from './load-handler.mjs'

// The Node runtime: asks for events, calls the handler, answers. Spec:
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html and .../runtimes-custom.html
const { BC_RUNTIME_SOCKET, BC_EGRESS_SOCKET, BC_EGRESS_PORT, AWS_LAMBDA_RUNTIME_API } = process.env
for (const name of Object.keys(process.env)) if (/^BC_(RUNTIME|EGRESS)_/.test(name)) delete process.env[name]

const [host, port] = AWS_LAMBDA_RUNTIME_API.split(':')
const api = BC_RUNTIME_SOCKET ? { socketPath: BC_RUNTIME_SOCKET } : { host, port }
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })

/** One request to the Runtime API; resolves with its headers and body. */
function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' }
    const request = http.request({ ...api, agent, method, path: `/2018-06-01/runtime${path}`, headers }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      )
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

let requestId

/** Every line of the function's console names its request, as Lambda's does. */
function prefixConsole() {
  for (const level of ['debug', 'info', 'log', 'warn', 'error', 'trace']) {
    const write = console[level].bind(console)
    console[level] = (first, ...more) => {
      const head = requestId ? `${requestId} ` : ''
      if (typeof first === 'string') write(`${head}${first}`, ...more)
      else write(head, first, ...more)
    }
  }
}

/**
 * Calls the handler in each of the shapes AWS allows: async, or with a callback. When nothing is left that could
 * answer, a callback handler has answered null, as on Lambda; a promise that can never settle is a fault.
 */
function answerOf(handler, event, context) {
  return new Promise((resolve, reject) => {
    let isAsync = false
    const idle = () =>
      isAsync
        ? reject(
            named(
              'Runtime.NeverSettled',
              'The promise the handler returned can never settle: nothing is left that could settle it.',
            ),
          )
        : resolve(null)
    process.once('beforeExit', idle)
    const done = (error, value) => (error ? reject(error) : resolve(value))
    context.done = done
    context.succeed = (value) => done(null, value)
    context.fail = (error) => done(error ?? new Error('context.fail was called'))
    const returned = handler(event, context, done)
    isAsync = typeof returned?.then === 'function'
    if (isAsync) returned.then(resolve, reject)
  }).finally(() => process.removeAllListeners('beforeExit'))
}

/** Answers once all that was logged has left the process: what comes after the answer belongs to no run. */
async function answer(path, document) {
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))))
  return call('POST', path, document)
}

async function serve(handler) {
  const { headers, body } = await call('GET', '/invocation/next')
  requestId = headers['lambda-runtime-aws-request-id']
  const context = contextOf(headers)
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? ''
  const custom = context.clientContext?.custom ?? {}
  process.env.BC_RUN_TOKEN = custom.run_token ?? ''
  process.env.BC_RUN_ATTEMPT = custom.run_attempt ?? ''
  process.env.BC_OUTPUT_DIR = custom.output_dir ?? ''
  try {
    const value = await answerOf(handler, JSON.parse(body), context)
    let text
    try {
      text = JSON.stringify(value === undefined ? null : value)
      if (text === undefined) throw new TypeError(`a ${typeof value} is not JSON`)
    } catch (error) {
      throw named('Runtime.MarshalError', `Unable to stringify the response: ${error.message}`)
    }
    await answer(`/invocation/${requestId}/response`, text)
  } catch (error) {
    console.error(error)
    await answer(`/invocation/${requestId}/error`, JSON.stringify(errorDocument(error)))
  }
  requestId = undefined
}

/** What nobody caught ends the process, as it does on Lambda; the invocation says why. */
async function lastWords(error, kind) {
  console.error(`${kind}:`, error)
  const document = JSON.stringify({ ...errorDocument(error), errorType: `Runtime.${kind}` })
  await answer(requestId ? `/invocation/${requestId}/error` : '/init/error', document).catch(() => undefined)
  process.exit(129)
}

prefixConsole()
let handler
try {
  if (BC_EGRESS_SOCKET) await forward(Number(BC_EGRESS_PORT), BC_EGRESS_SOCKET)
  handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER)
} catch (error) {
  console.error(error)
  await answer('/init/error', JSON.stringify(errorDocument(error)))
  process.exit(1)
}
process.on('uncaughtException', (error) => void lastWords(error, 'UncaughtException'))
process.on('unhandledRejection', (error) => void lastWords(error, 'UnhandledPromiseRejection'))
for (;;) await serve(handler)
