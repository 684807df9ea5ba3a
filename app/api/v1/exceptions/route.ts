import { listExceptions } from '#lib/exceptions/queries.ts'
import { requestException } from '#lib/exceptions/request-exception.ts'
import { exceptionFilters, requestExceptionInput } from '#lib/exceptions/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Exceptions, newest first, each with how it stands now',
  permission: 'policy:read',
  query: pageQuery.extend(exceptionFilters.shape),
  handler: (actor, { query }) => listExceptions(actor, query),
})

export const POST = route({
  summary: 'Ask for leave to break a rule, for a scope and a time',
  permission: 'exception:request',
  body: requestExceptionInput,
  status: 201,
  handler: (actor, { body }) => requestException(actor, body),
})
