import { enrolAgent } from '#lib/agents/enrol-agent.ts'
import { AGENT_SIGNATURE_HEADER } from '#lib/agents/request-signature.ts'
import { enrolInput } from '#lib/agents/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Become an agent: exchange a one-time token for a short-lived identity and register a key',
  permission: 'public', // the token is the credential, and the key registered signs the request
  body: enrolInput,
  status: 201,
  handler: ({ body, request }) => {
    const { pathname, search } = new URL(request.url)
    const header = request.headers.get(AGENT_SIGNATURE_HEADER)
    return enrolAgent({ input: body, method: 'POST', path: pathname + search, header })
  },
})
