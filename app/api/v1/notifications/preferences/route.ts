import { route } from '#lib/http/route.ts'
import { chooseMailed } from '#lib/mail/choose-mailed.ts'
import { mailPreference } from '#lib/mail/queries.ts'
import { chooseMailedInput } from '#lib/mail/schema.ts'

export const GET = route({
  summary: 'Which kinds of notifications are mailed to oneself, and whether mail leaves the portal at all',
  permission: 'artifact:read',
  handler: (actor) => mailPreference(actor),
})

export const PUT = route({
  summary: 'Choose which kinds of notifications are mailed to oneself, in every tenant',
  permission: 'artifact:read',
  body: chooseMailedInput,
  handler: (actor, { body }) => chooseMailed(actor, body),
})
