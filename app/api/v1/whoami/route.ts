import { may } from '#lib/auth/authorise.ts'
import { permissions } from '#lib/auth/permissions.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Who the session or token stands for, where, and what it may do',
  permission: 'environment:read',
  handler: async (actor) => ({
    userId: actor.userId,
    label: actor.label,
    tenant: actor.tenantSlug,
    roles: actor.roles,
    permissions: permissions.filter((permission) => may(actor, permission)),
  }),
})
