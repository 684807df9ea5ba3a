import { listSigningKeys } from '#lib/artifacts/sign/list-signing-keys.ts'
import { rotateSigningKey } from '#lib/artifacts/sign/rotate-signing-key.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The keys that artifacts and evidence were ever signed with, with their windows',
  permission: 'artifact:read',
  handler: async (actor) => ({ keys: await listSigningKeys(actor) }),
})

export const POST = route({
  summary: 'Sign with a new key from now on',
  permission: 'key:rotate',
  status: 201,
  handler: (actor) => rotateSigningKey(actor),
})
