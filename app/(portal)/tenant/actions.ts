'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { chooseTenant } from '#lib/auth/choose-tenant.ts'
import { action } from '#lib/http/action.ts'

/** Switches the tenant and goes to its overview: the page one was on belongs to the other tenant. */
export const chooseTenantAction = action({
  permission: 'environment:read',
  input: z.object({ slug: z.string().max(63) }).strict(),
  handler: async (_actor, { slug }) => {
    await chooseTenant(slug)
    redirect('/')
  },
})
