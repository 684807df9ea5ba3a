import { z } from 'zod'
import { clientAddress } from '#lib/auth/client-address.ts'
import { route } from '#lib/http/route.ts'
import { exchangePassword } from '#lib/tenancy/exchange-password.ts'

export const POST = route({
  summary: 'Exchange an e-mail address and password for an API token (what `barecount login` does)',
  permission: 'public',
  body: z
    .object({
      email: z.email().max(254),
      password: z.string().max(500),
      tenant: z.string().max(63).optional(),
      device: z.string().max(60).default('unknown'),
    })
    .strict(),
  status: 201,
  handler: ({ body, request }) => exchangePassword(body, clientAddress(request.headers.get('x-forwarded-for'))),
})
