import { db } from '../../db/client.ts'
import type { Repository } from './answer-registry.ts'
import { apiVersion } from './registry-refusal.ts'

const PAGE = 100
const LARGEST_PAGE = 1000

/** The tags of a repository by name, `n` at a time after `last`. */
export async function giveTags(request: Request, repository: Repository, name: string): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const last = searchParams.get('last') ?? ''
  const asked = Number(searchParams.get('n') ?? PAGE)
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, LARGEST_PAGE) : PAGE
  const rows = await db.imageTag.findMany({
    where: { ...repository, ...(last ? { name: { gt: last } } : {}) },
    select: { name: true },
    orderBy: { name: 'asc' },
    take: limit + 1,
  })
  const tags = rows.slice(0, limit).map((row) => row.name)
  const next = `/v2/${name}/tags/list?n=${limit}&last=${encodeURIComponent(tags.at(-1) ?? '')}`
  const more = rows.length > limit ? { link: `<${next}>; rel="next"` } : undefined
  return Response.json({ name, tags }, { headers: { ...apiVersion, ...more } })
}
