import { z } from 'zod'
import { getSigningKey } from '#lib/artifacts/queries.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'A public key of the installation, PEM',
  permission: 'artifact:read',
  params: z.object({ keyId: z.string().max(64) }),
  handler: async (actor, { params }) => {
    const { publicPem } = await getSigningKey(actor, params.keyId)
    const headers = {
      'content-type': 'application/x-pem-file',
      'content-disposition': `attachment; filename="${params.keyId.slice(0, 12)}.pem"`,
    }
    return new Response(publicPem, { headers })
  },
})
