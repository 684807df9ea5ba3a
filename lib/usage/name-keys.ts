import { db } from '../db/client.ts'
import { classRules, type RunnerClassName } from '../manifests/classes.ts'
import type { UsageGroup } from './schema.ts'

/** What people call the keys of a breakdown; pipelines and days are called what they are. */
export async function nameKeys(
  tenantId: string,
  by: UsageGroup,
  keys: readonly string[],
): Promise<(key: string) => string> {
  const id = { in: [...keys] }
  if (by === 'environment') {
    const rows = await db.environment.findMany({ where: { id }, select: { id: true, name: true } })
    return naming(rows)
  }
  if (by === 'class' || by === 'size') return sayClassKey
  if (by !== 'runner') return (key) => key
  const rows = await db.runner.findMany({
    where: { tenantId, id },
    select: { id: true, name: true, environment: { select: { name: true } } },
  })
  return naming(rows.map((row) => ({ id: row.id, name: `${row.name} in ${row.environment.name}` })))
}

function naming(rows: readonly { id: string; name: string }[]): (key: string) => string {
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (key) => names.get(key) ?? key
}

/** `serverless` or `serverless/small` as people read it. */
function sayClassKey(key: string): string {
  const [name = '', size] = key.split('/')
  const { title } = classRules[name as RunnerClassName] ?? { title: name }
  return size ? `${title}, ${size}` : title
}
