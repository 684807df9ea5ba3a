import { baseUrl, password } from './fixtures.ts'
import { withOwner } from './portal.ts'

/** Somebody whom the demo does not have: a member with these roles, who signs in with the password of the others. */
export async function addPerson(email: string, tenant: 'acme' | 'globex', roles: readonly string[]): Promise<void> {
  await withOwner(async (client) => {
    const name = email.split('@')[0]
    const id = `usr_${email.replace(/\W/g, '')}`.padEnd(30, '0').slice(0, 30)
    await client.query(
      `insert into "User" (id, email, name, "passwordHash")
       select $1, $2, $3, "passwordHash" from "User" where email = 'ada@acme.test' on conflict do nothing`,
      [id, email, name],
    )
    await client.query(
      `insert into "Membership" ("tenantId", "userId", roles)
       select id, $1, $3::"Role"[] from "Tenant" where slug = $2
       on conflict ("tenantId", "userId") do update set roles = excluded.roles`,
      [id, tenant, roles],
    )
  })
}

/** An API token of anybody who has the common password; in `tenant`, where they are in several. */
export async function tokenFor(email: string, tenant?: string): Promise<string> {
  const response = await fetch(`${baseUrl}/api/v1/session-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: password(), device: 'tests', ...(tenant ? { tenant } : {}) }),
  })
  const { secret } = (await response.json()) as { secret: string }
  return secret
}
