import { db } from '../db/client.ts'

/** E-mail addresses by id, of members and of those who have left: people keep their name on what they did. */
export async function emailsOf(userIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(userIds)]
  if (ids.length === 0) return new Map()
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } })
  return new Map(users.map(({ id, email }) => [id, email]))
}
