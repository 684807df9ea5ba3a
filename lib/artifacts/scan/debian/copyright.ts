/** Debian's short names that SPDX spells otherwise. What is on neither side means that a person must read the file. */
const SPDX: Record<string, string> = {
  'apache-2': 'Apache-2.0',
  'apache-2.0': 'Apache-2.0',
  artistic: 'Artistic-1.0-Perl',
  'artistic-2': 'Artistic-2.0',
  'bsd-2-clause': 'BSD-2-Clause',
  'bsd-3-clause': 'BSD-3-Clause',
  'cc0-1.0': 'CC0-1.0',
  expat: 'MIT',
  'gfdl-1.3': 'GFDL-1.3-only',
  'gfdl-1.3+': 'GFDL-1.3-or-later',
  'gpl-1': 'GPL-1.0-only',
  'gpl-1+': 'GPL-1.0-or-later',
  'gpl-2': 'GPL-2.0-only',
  'gpl-2+': 'GPL-2.0-or-later',
  'gpl-2.0': 'GPL-2.0-only',
  'gpl-2.0+': 'GPL-2.0-or-later',
  'gpl-3': 'GPL-3.0-only',
  'gpl-3+': 'GPL-3.0-or-later',
  isc: 'ISC',
  'lgpl-2': 'LGPL-2.0-only',
  'lgpl-2+': 'LGPL-2.0-or-later',
  'lgpl-2.1': 'LGPL-2.1-only',
  'lgpl-2.1+': 'LGPL-2.1-or-later',
  'lgpl-3': 'LGPL-3.0-only',
  'lgpl-3+': 'LGPL-3.0-or-later',
  mit: 'MIT',
  'mpl-2.0': 'MPL-2.0',
  zlib: 'Zlib',
}

/** What a package's copyright file says in a form that a machine reads. */
export type DeclaredLicences = {
  /** Debian's short names, as written. */
  names: string[]
  /** All of them as one SPDX expression, where each has a name there. */
  expression?: string
}

/** Reads a machine-readable copyright file; undefined when it is prose. Source: DEP-5, copyright-format 1.0. Pure. */
export function readCopyright(text: string): DeclaredLicences | undefined {
  if (!/^Format:\s*\S*copyright-format/im.test(text.slice(0, 2000))) return undefined
  const names = [
    ...new Set([...text.matchAll(/^License:[ \t]*(\S[^\r\n]*)/gim)].map(([, name = '']) => name.trim())),
  ].sort()
  const known = names.map((name) => name.split(/\s+(?:and|or)\s+/i).map((part) => SPDX[part.toLowerCase()]))
  if (!names.length) return undefined
  if (known.some((parts) => parts.includes(undefined))) return { names }
  const parts = names.map((name, index) => {
    const operator = / or /i.test(name) ? ' OR ' : ' AND '
    const joined = (known[index] as string[]).join(operator)
    return (known[index] as string[]).length > 1 ? `(${joined})` : joined
  })
  return { names, expression: [...new Set(parts)].join(' AND ') }
}
