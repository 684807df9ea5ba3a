import type { Problem } from '#lib/http/problem.ts'
import { CliError } from './context.ts'
import type { Login } from './login-file.ts'
import { postFile } from './post-file.ts'

export type ApiClient = {
  get<T>(path: string, query?: Record<string, string | undefined>): Promise<T>
  post<T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T>
  put<T>(path: string, body: unknown): Promise<T>
  remove<T>(path: string, query?: Record<string, string>): Promise<T>
  postBytes<T>(path: string, bytes: Uint8Array, contentType: string): Promise<T>
  /** A file of any size as a raw body, however long the answer takes. */
  postFile<T>(path: string, file: string, contentType: string): Promise<T>
  /** The raw response: for downloads. */
  raw(path: string): Promise<Response>
  /** Server-sent events until the stream ends. */
  events(path: string): AsyncGenerator<{ event: string; data: unknown }>
}

/** Talks to `/api/v1` of the portal one is logged in to. Refusals become a CliError with the problem's words. */
export function apiClient(login: Pick<Login, 'url'> & { token?: string }): ApiClient {
  const authorization: Record<string, string> = login.token ? { authorization: `Bearer ${login.token}` } : {}

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(`/api/v1${path}`, login.url)
    const headers = { ...authorization, ...(init.headers as Record<string, string>) }
    const response = await fetch(url, { ...init, headers }).catch((error: Error) => {
      throw new CliError(`No portal answers at ${login.url} (${causeOf(error)}). Is it running?`)
    })
    return accepted(response)
  }
  const json = async <T>(response: Promise<Response>) => (await (await response).json()) as T

  return {
    get: (path, query = {}) => {
      const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
      return json(send(set.length ? `${path}?${new URLSearchParams(set)}` : path))
    },
    post: (path, body = {}, headers = {}) =>
      json(
        send(path, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...headers },
        }),
      ),
    put: (path, body) =>
      json(send(path, { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })),
    remove: (path, query = {}) => json(send(`${path}?${new URLSearchParams(query)}`, { method: 'DELETE' })),
    postBytes: (path, bytes, contentType) =>
      json(send(path, { method: 'POST', body: bytes as BodyInit, headers: { 'content-type': contentType } })),
    postFile: async (path, file, contentType) => {
      const url = new URL(`/api/v1${path}`, login.url)
      const answer = await postFile(url, file, { ...authorization, 'content-type': contentType }).catch((error) => {
        throw new CliError(`No portal answers at ${login.url} (${causeOf(error as Error)}). Is it running?`)
      })
      return json(accepted(answer))
    },
    raw: (path) => send(path),
    async *events(path) {
      const response = await send(path, { headers: { accept: 'text/event-stream' } })
      yield* parseEvents(response)
    },
  }
}

async function accepted(response: Response): Promise<Response> {
  if (!response.ok) throw new CliError(await wordsOf(response))
  return response
}

const causeOf = (error: Error): string => (error.cause instanceof Error ? error.cause.message : error.message)

async function wordsOf(response: Response): Promise<string> {
  const text = await response.text()
  let problem: Partial<Problem>
  try {
    problem = JSON.parse(text) as Partial<Problem>
  } catch {
    return `The portal answered ${response.status}.`
  }
  // A fault without a place is often the sentence itself.
  const further = (problem.faults ?? []).filter(({ path, message }) => path || !problem.detail?.includes(message))
  const faults = further.map((fault) => {
    const at = fault.line ? `line ${fault.line}${fault.column ? `:${fault.column}` : ''} ` : ''
    return `  ${at}${fault.path ? `${fault.path}: ` : ''}${fault.message}${fault.remedy ? ` ${fault.remedy}` : ''}`
  })
  return [
    `${problem.detail ?? problem.title ?? 'Refused'} [${problem.code ?? response.status}]`,
    ...faults,
    problem.remedy,
  ]
    .filter(Boolean)
    .join('\n')
}

async function* parseEvents(response: Response): AsyncGenerator<{ event: string; data: unknown }> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) {
    rest += decoder.decode(bytes as Uint8Array, { stream: true })
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      const event = field('event')
      if (event) yield { event, data: JSON.parse(field('data') ?? 'null') }
    }
  }
}
