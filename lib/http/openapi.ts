import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { AGENT_SIGNATURE_HEADER } from '../agents/request-signature.ts'
import { errorCodes } from '../errors.ts'
import type { Route } from './route.ts'

/** The methods a `route.ts` exports. */
export type RouteModule = Partial<Record<'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', Route>>

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(Object.keys(errorCodes) as [string, ...string[]]),
    detail: z.string(),
    remedy: z.string().optional(),
    faults: z
      .array(
        z.object({
          path: z.string(),
          line: z.number().optional(),
          column: z.number().optional(),
          message: z.string(),
          remedy: z.string().optional(),
        }),
      )
      .optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details; `code` is stable.' })

/**
 * The OpenAPI 3.1 document of the given routes: path in OpenAPI's notation (`/runs/{runId}`) → module. Everything comes
 * from the specifications the handlers run with, so the two cannot disagree.
 */
export function openApiDocument(routes: Record<string, RouteModule>, url: string) {
  const paths: ZodOpenApiPathsObject = {}
  for (const [path, module] of Object.entries(routes)) {
    paths[path] = Object.fromEntries(
      Object.entries(module).map(([method, handler]) => [method.toLowerCase(), operation(handler)]),
    )
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'BareCount runner portal',
      version: '1',
      description:
        'Errors are problem+json with a stable `code`. Lists page by `cursor`. POST takes an `Idempotency-Key`.',
    },
    servers: [{ url: `${url}/api/v1` }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' }, ...agentSchemes } },
    paths,
  })
}

/** How an agent shows who it is: its short-lived identity, and a signature of its key over the request. */
const agentSchemes = {
  agentIdentity: { type: 'http', scheme: 'bearer', description: 'The short-lived identity of an enrolled agent.' },
  agentSignature: {
    type: 'apiKey',
    in: 'header',
    name: AGENT_SIGNATURE_HEADER,
    description: 'Signature of the agent’s key over method, path, time and body digest (docs/formats/agent.md).',
  },
} as const

const needs = {
  public: { description: 'Needs no credentials.', security: [] },
  agent: {
    description: 'Needs the identity of an enrolled agent and a signature of its key.',
    security: [{ agentIdentity: [], agentSignature: [] }],
  },
} as const

function operation({ spec }: Route): ZodOpenApiOperationObject {
  const object = (schema: z.ZodType | undefined) => schema as z.ZodObject | undefined
  const params = object(spec.params)
  const query = object(spec.query)
  return {
    summary: spec.summary,
    ...(spec.permission === 'public' || spec.permission === 'agent'
      ? needs[spec.permission]
      : { description: `Needs the permission \`${spec.permission}\`.` }),
    requestParams: { ...(params ? { path: params } : {}), ...(query ? { query } : {}) },
    ...(spec.body ? { requestBody: { content: { 'application/json': { schema: spec.body } } } } : {}),
    ...(spec.bytes
      ? {
          requestBody: {
            content: { [spec.bytes.contentType]: { schema: z.any().meta({ type: 'string', format: 'binary' }) } },
          },
        }
      : {}),
    responses: {
      [String(spec.status ?? 200)]: {
        description: 'Done',
        ...(spec.response ? { content: { 'application/json': { schema: spec.response } } } : {}),
      },
      default: { description: 'Refused', content: { 'application/problem+json': { schema: problem } } },
    },
  } as ZodOpenApiOperationObject
}
