import type { ScanFinding } from '../../schema.ts'
import type { Component } from '../component.ts'
import data from './security-support.json' with { type: 'json' }

/** The facts of Debian's own list: which source packages its security team no longer looks after, or only in part. */
type SupportData = {
  /** The Debian package they are from, with its version, and that version's date. */
  source: string
  date: string
  /** By release: package (a pattern over the whole name) and when it ended. */
  ended: Record<string, Record<string, string>>
  limited: Record<string, string[]>
}
const support: SupportData = data

/**
 * A finding for each Debian source package whose security support has ended or is limited in its release: an advisory
 * may never come, so that none is no comfort. Pure.
 */
export function supportFindings(components: readonly Component[]): ScanFinding[] {
  const bySource = new Map(
    components.flatMap(({ ecosystem, source, paths }) =>
      source && ecosystem.startsWith('Debian:')
        ? [[source.name, { ...source, release: ecosystem.slice('Debian:'.length), path: paths[0] }] as const]
        : [],
    ),
  )
  return [...bySource.values()].flatMap(({ name, version, release, path }) => {
    const ended = Object.entries(support.ended[release] ?? {}).find(([pattern]) => matches(pattern, name))
    const limited = support.limited[release]?.some((pattern) => matches(pattern, name))
    if (!ended && !limited) return []
    const what = ended
      ? `is no longer supported by Debian’s security team since ${ended[1]}`
      : 'has limited security support in Debian'
    return [
      {
        kind: 'dependency' as const,
        severity: ended ? ('medium' as const) : ('low' as const),
        rule: ended ? 'debian-support-ended' : 'debian-support-limited',
        component: name,
        version,
        path,
        message: `${name} ${what} (${support.source}).`,
        remedy: ended
          ? 'Do without it, or move to a release of Debian that supports it.'
          : 'Read what the package debian-security-support says of it, and use it for trusted content only.',
      },
    ]
  })
}

function matches(pattern: string, name: string): boolean {
  return new RegExp(`^(?:${pattern.replace(/[+]/g, '\\+')})$`).test(name)
}
