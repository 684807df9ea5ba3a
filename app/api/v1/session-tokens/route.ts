import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { exchangePassword } from '#lib/tenancy/exchange-password.ts'

export const POST = route({
  summary: 'Exchange an e-mail address and password for an API token (what `barecount login` does)',
  permission: 'public',
  body: z
    .object({
      email: z.email(),
      password: z.string().max(500),
      tenant: z.string().optional(),
      device: z.string().max(60).default('unknown'),
    })
    .strict(),
  status: 201,
  handler: ({ body, request }) =>
    exchangePassword(body, request.headers.get('x-forwarded-for')?.split(',')[0] ?? 'local'),
})
