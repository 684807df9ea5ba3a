import { normalName } from '../versions/comparator.ts'

/** An installed Python distribution, as its METADATA says. */
export type Distribution = {
  name: string
  version: string
  licence?: string
  /** Normal names of what it needs, without what only its extras need. */
  requires: string[]
}

/** Classifiers that mean one licence. Those that could be several (BSD) or a family are left out. */
const CLASSIFIERS: Record<string, string> = {
  'MIT License': 'MIT',
  'Apache Software License': 'Apache-2.0',
  'ISC License (ISCL)': 'ISC',
  'Python Software Foundation License': 'Python-2.0',
  'Mozilla Public License 2.0 (MPL 2.0)': 'MPL-2.0',
  'GNU General Public License v2 (GPLv2)': 'GPL-2.0-only',
  'GNU General Public License v3 (GPLv3)': 'GPL-3.0-only',
  'GNU General Public License v3 or later (GPLv3+)': 'GPL-3.0-or-later',
  'GNU Lesser General Public License v3 (LGPLv3)': 'LGPL-3.0-only',
  'GNU Affero General Public License v3': 'AGPL-3.0-only',
  'GNU Affero General Public License v3 or later (AGPLv3+)': 'AGPL-3.0-or-later',
  'The Unlicense (Unlicense)': 'Unlicense',
}
/** Some put the whole text there. */
const MAX_LICENCE = 100

/** Reads `*.dist-info/METADATA` or `PKG-INFO`; undefined when it names no package. Source: PyPA core metadata 2.4. Pure. */
export function readMetadata(text: string): Distribution | undefined {
  const headers = headersOf(text)
  const one = (name: string) => headers.find((header) => header.name === name)?.value
  const many = (name: string) => headers.flatMap((header) => (header.name === name ? header.value : []))
  const [name, version] = [one('name'), one('version')]
  if (!name || !version) return undefined
  const licence = licenceOf(one('license-expression'), one('license'), many('classifier'))
  return {
    name: normalName('PyPI', name),
    version,
    ...(licence ? { licence } : {}),
    requires: many('requires-dist').flatMap(requiredName),
  }
}

/** Header lines up to the empty one; a continued line belongs to the one above. */
function headersOf(text: string): { name: string; value: string }[] {
  const headers: { name: string; value: string }[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line === '') break
    const last = headers.at(-1)
    if (/^\s/.test(line)) {
      if (last) last.value += `\n${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    if (colon > 0) headers.push({ name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() })
  }
  return headers
}

function licenceOf(expression: string | undefined, declared = '', classifiers: string[]): string | undefined {
  if (expression) return expression
  const classified = classifiers.flatMap((classifier) => CLASSIFIERS[classifier.split(' :: ').at(-1) ?? ''] ?? [])
  const [only] = new Set(classified)
  if (only && new Set(classified).size === 1) return only
  const short = declared.length <= MAX_LICENCE && !declared.includes('\n') ? declared : ''
  return short && short !== 'UNKNOWN' ? short : undefined
}

function requiredName(requirement: string): string[] {
  const [what = '', marker = ''] = requirement.split(';')
  const name = /^\s*([A-Za-z0-9][\w.-]*)/.exec(what)?.[1]
  return name && !/\bextra\s*==/.test(marker) ? [normalName('PyPI', name)] : []
}
