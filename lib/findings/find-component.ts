import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { runnersOf } from './runners-of.ts'

/** More artifacts than this are not listed: the answer says that it was cut. */
const MOST = 500

/** What somebody asked for: a package URL, `name@version`, or a name. Pure. */
function askedComponent(text: string, version?: string): { purl?: string; name?: string; version?: string } {
  if (text.startsWith('pkg:')) return { purl: text }
  // A scope begins with the same sign as a version does.
  const at = text.lastIndexOf('@')
  const given = at > 0 ? { name: text.slice(0, at), version: text.slice(at + 1) } : { name: text }
  return version ? { ...given, version } : given
}

/**
 * The artifacts that contain a component, each with the runners that have it now: those that run come first. A package
 * URL without a version stands for all of them.
 */
export async function findComponent(actor: Actor, asked: { name: string; version?: string | undefined }) {
  authorise(actor, 'artifact:read')
  const { tenantId } = actor
  const { purl, name, version } = askedComponent(asked.name, asked.version)
  const rows = await db.artifactComponent.findMany({
    where: {
      tenantId,
      ...(purl ? purlIs(purl) : {}),
      ...(name ? { OR: [{ name: { in: [name, name.toLowerCase()] } }, { sourceName: name }] } : {}),
      ...(version ? { version } : {}),
    },
    select: {
      purl: true,
      ecosystem: true,
      name: true,
      version: true,
      path: true,
      artifact: { select: { id: true, digest: true, kind: true, builtAt: true } },
    },
    orderBy: [{ artifactId: 'desc' }, { purl: 'asc' }],
    take: MOST + 1,
  })
  const shown = rows.slice(0, MOST)
  const runners = await runnersOf(
    actor,
    shown.map(({ artifact }) => artifact.digest),
  )
  const components = shown.map((row) => ({ ...row, runners: runners.get(row.artifact.digest) ?? [] }))
  const live = components.filter((row) => row.runners.length > 0)
  return {
    components: [...live, ...components.filter((row) => row.runners.length === 0)],
    liveRunners: new Set(live.flatMap((row) => row.runners.map(({ id }) => id))).size,
    cut: rows.length > MOST,
  }
}

function purlIs(purl: string) {
  // `pkg:npm/%40scope/name`: an unescaped @ after the last slash begins the version.
  const versioned = purl.lastIndexOf('@') > purl.lastIndexOf('/')
  const [unversioned = ''] = versioned ? [purl.slice(0, purl.lastIndexOf('@'))] : [purl]
  const [last = '', space = ''] = unversioned.split('/').reverse().map(decoded)
  // The name is what there is an index for; whether it holds its namespace depends on the ecosystem.
  const name = { in: [last, `${space}/${last}`] }
  return versioned ? { name, purl } : { name, purl: { startsWith: `${purl}@` } }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // what is no escape stands for itself
  }
}
