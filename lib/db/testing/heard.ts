import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '#lib/env.ts'
import { PrismaClient } from '../generated/client.ts'

/**
 * The statements of the product's own client, overheard: what is explained is what really runs. Import this before
 * whatever imports the client.
 */
export const heard: { query: string; params: string }[] = []
const overheard = new PrismaClient({
  adapter: new PrismaPg({ connectionString: env.DATABASE_URL }),
  log: [{ emit: 'event', level: 'query' }],
})
overheard.$on('query', (event) => heard.push(event))
Object.assign(globalThis, { barecountDb: overheard })
