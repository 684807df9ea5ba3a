import { answerRegistry } from '#lib/registries/serve/answer-registry.ts'

type Context = { params: Promise<{ path?: string[] }> }

/** The portal's own registry. It speaks the distribution specification, errors included, and not the API's problem documents. */
const answer = async (request: Request, context: Context) => {
  const { path = [] } = await context.params
  return answerRegistry(request, path)
}

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT }
