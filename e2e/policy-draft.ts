import { withOwner } from './portal.ts'

/** A draft of the platform's policies with the matrix given, as somebody left it. Returns its id. */
export async function policyDraft(title: string, matrix: unknown[] = []): Promise<string> {
  const id = `pdr_${crypto.randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`
  await withOwner((client) =>
    client.query(
      `insert into "PolicyDraft" ("tenantId", id, scope, title, policies, matrix, "createdById", "editorIds")
       select id, $1, 'platform', $2, '{}', $3, 'usr_test', '{usr_test}' from "Tenant" where slug = 'platform'`,
      [id, title, JSON.stringify(matrix)],
    ),
  )
  return id
}
