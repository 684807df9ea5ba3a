import { pageQuery, route } from '#lib/http/route.ts'
import { approveRegistry } from '#lib/registries/approve-registry.ts'
import { listRegistries } from '#lib/registries/queries.ts'
import { approveRegistryInput, withdrawRegistryInput } from '#lib/registries/schema.ts'
import { withdrawRegistry } from '#lib/registries/withdraw-registry.ts'

export const GET = route({
  summary: 'Registries that images may be taken from, newest approval first, withdrawn ones too',
  permission: 'policy:read',
  query: pageQuery,
  handler: (actor, { query }) => listRegistries(actor, query),
})

export const POST = route({
  summary: 'Approve a registry, or a part of one, with the keys of who publishes there',
  permission: 'registry:manage',
  body: approveRegistryInput,
  status: 201,
  handler: (actor, { body }) => approveRegistry(actor, body),
})

export const DELETE = route({
  summary: 'Withdraw the approval of a registry',
  permission: 'registry:manage',
  query: withdrawRegistryInput,
  handler: async (actor, { query }) => {
    await withdrawRegistry(actor, query)
    return { id: query.id }
  },
})
