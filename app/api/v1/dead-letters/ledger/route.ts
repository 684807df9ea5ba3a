import { readLedger } from '#lib/dead-letters/ledger.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The failure ledger: how many failures nobody has addressed yet, and how the recent ones stand',
  permission: 'run:read',
  handler: (actor) => readLedger(actor),
})
