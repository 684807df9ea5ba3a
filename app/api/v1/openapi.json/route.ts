import { env } from '#lib/env.ts'
import { openApiDocument } from '#lib/http/openapi.ts'
import { routes } from './routes.ts'

let document: ReturnType<typeof openApiDocument> | undefined

/** The API described by the specifications its handlers run with. */
export function GET(): Response {
  document ??= openApiDocument(routes, env.BARECOUNT_URL)
  return Response.json(document)
}
