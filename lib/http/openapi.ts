import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
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
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  })
}

function operation({ spec }: Route): ZodOpenApiOperationObject {
  const object = (schema: z.ZodType | undefined) => schema as z.ZodObject | undefined
  const params = object(spec.params)
  const query = object(spec.query)
  return {
    summary: spec.summary,
    description:
      spec.permission === 'public' ? 'Needs no credentials.' : `Needs the permission \`${spec.permission}\`.`,
    ...(spec.permission === 'public' ? { security: [] } : {}),
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
