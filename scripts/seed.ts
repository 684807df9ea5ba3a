import path from 'node:path'
import { unsafeDb } from '#lib/db/client.ts'
import { env } from '#lib/env.ts'
import { demoPassword, demoPeople, demoTenants, platformAdmin } from './seed/people.ts'
import { seedDemoRules } from './seed/seed-demo-rules.ts'
import { seedPerson, seedTenant } from './seed/seed-people.ts'
import { seedPlatform } from './seed/seed-platform.ts'

/**
 * node scripts/seed.ts [--platform-only]
 * Gives an empty database what the product needs (environments, sizes, policies, prices, one platform admin) and, unless
 * told otherwise, the demo's tenants and people. What is there already is left as it is.
 */
const demo = !process.argv.includes('--platform-only')
const password = await demoPassword(path.resolve(env.BARECOUNT_HOME))
const tenants = new Map<string, { id: string; slug: string }>()

tenants.set('platform', await seedTenant('platform', 'Platform'))
await seedPlatform(tenants.get('platform'))
await seedPerson(platformAdmin, tenants, password)
if (demo) {
  for (const { slug, name } of demoTenants) tenants.set(slug, await seedTenant(slug, name))
  for (const { slug } of demoTenants) await seedDemoRules(tenants.get(slug))
  for (const person of demoPeople) await seedPerson(person, tenants, password)
}
await unsafeDb.$disconnect()
