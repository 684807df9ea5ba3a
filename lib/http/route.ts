import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type AgentActor, agentOfRequest, refuseOtherBody } from '../agents/agent-actor.ts'
import { bodyDigestOf } from '../agents/request-signature.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import type { Permission } from '../auth/permissions.ts'
import { actorOfRequest } from '../auth/request-actor.ts'
import { traced } from '../telemetry/traced-request.ts'
import { once } from './idempotency.ts'
import { toProblem } from './problem.ts'
import { readBody } from './read-body.ts'

type Shape = z.ZodType | undefined
type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined

/** What one method of one path takes and gives, as data: the handler, the checks and OpenAPI all come from it. */
export type RouteSpec<P extends Shape, Q extends Shape, B extends Shape> = {
  summary: string
  /**
   * Required, so that forgetting it does not compile. `public` means that no actor is asked for, `agent` that an
   * enrolled agent is, by its identity and a signature of its key.
   */
  permission: Permission | 'public' | 'agent'
  params?: P
  query?: Q
  /** A JSON body. */
  body?: B
  /** More than this is refused; without it, what Lambda takes. */
  maxBytes?: number
  /** Of an agent: an identity that has expired will do. */
  renewing?: boolean
  /** The body is raw: the handler reads it from the request itself, with `readBytes`. */
  bytes?: { contentType: string }
  /** The field of the answer that is shown this once, and so is not kept for an `Idempotency-Key` either. */
  secretField?: string
  /** Shape of the 2xx answer, for OpenAPI. */
  response?: z.ZodType
  status?: number
}

/** What a handler is given, all of it checked. */
export type RouteCall<P extends Shape, Q extends Shape, B extends Shape> = {
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  request: Request
  signal: AbortSignal
}

type Context = { params: Promise<Record<string, string>> }
type Handler = (request: Request, context: Context) => Promise<Response>

type Authed<P extends Shape, Q extends Shape, B extends Shape> = RouteSpec<P, Q, B> & {
  permission: Permission
  handler: (actor: Actor, call: RouteCall<P, Q, B>) => Promise<unknown>
}
type Public<P extends Shape, Q extends Shape, B extends Shape> = RouteSpec<P, Q, B> & {
  permission: 'public'
  handler: (call: RouteCall<P, Q, B>) => Promise<unknown>
}

type ForAgent<P extends Shape, Q extends Shape, B extends Shape> = RouteSpec<P, Q, B> & {
  permission: 'agent'
  handler: (agent: AgentActor, call: RouteCall<P, Q, B>) => Promise<unknown>
}

export type Route = Handler & { spec: RouteSpec<Shape, Shape, Shape> }

/**
 * Makes one method of a `route.ts`: authenticates, authorises, checks every input, calls the handler, and turns what
 * it returns into JSON (or passes a Response through). Failures become problem+json with a stable code.
 * POST with an `Idempotency-Key` answers a repetition with the first answer; raw bodies are named by their digest and
 * need none.
 */
export function route<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  definition: Authed<P, Q, B> | Public<P, Q, B> | ForAgent<P, Q, B>,
): Route {
  const answer: Handler = async (request, context) => {
    const requestId = request.headers.get('x-request-id') ?? randomUUID()
    try {
      const { permission } = definition
      const agent = permission === 'agent' ? await agentOfRequest(request, definition) : undefined
      const actor = permission === 'public' || permission === 'agent' ? undefined : await actorOfRequest(request)
      if (actor) authorise(actor, permission as Permission)
      const call = await checkedCall(definition, request, context, agent)
      const respond = async () => {
        const given = agent
          ? await (definition as ForAgent<P, Q, B>).handler(agent, call)
          : actor
            ? await (definition as Authed<P, Q, B>).handler(actor, call)
            : await (definition as Public<P, Q, B>).handler(call)
        return given instanceof Response ? given : Response.json(given ?? null, { status: definition.status ?? 200 })
      }
      const key = request.method === 'POST' && !definition.bytes ? request.headers.get('idempotency-key') : null
      if (!key || !actor) return await respond()
      const asked = { request, body: call.body, secretField: definition.secretField }
      return await once(actor, key, asked, respond)
    } catch (error) {
      const problem = toProblem(error, requestId)
      const headers = { 'content-type': 'application/problem+json' }
      return new Response(JSON.stringify(problem), { status: problem.status, headers })
    }
  }
  const handle: Handler = (request, context) => traced(request, context, () => answer(request, context))
  return Object.assign(handle, { spec: definition })
}

async function checkedCall<P extends Shape, Q extends Shape, B extends Shape>(
  spec: RouteSpec<P, Q, B>,
  request: Request,
  context: Context,
  agent: AgentActor | undefined,
): Promise<RouteCall<P, Q, B>> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const read = spec.body ? await readBody(request, spec.maxBytes) : { value: undefined, text: '' }
  // Raw bytes are compared where they are read.
  if (agent && !spec.bytes) refuseOtherBody(agent, bodyDigestOf(read.text))
  return {
    params: parsed<P>(spec.params, await context.params),
    query: parsed<Q>(spec.query, query),
    body: parsed<B>(spec.body, read.value),
    request,
    signal: request.signal,
  }
}

function parsed<S extends Shape>(schema: S | undefined, value: unknown): Out<S> {
  return (schema ? schema.parse(value) : undefined) as Out<S>
}

/** The query of every list: an opaque cursor and a page size up to 200. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
