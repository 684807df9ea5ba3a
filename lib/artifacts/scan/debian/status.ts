/** An installed Debian package, as dpkg's database says. */
export type DebianPackage = {
  name: string
  version: string
  architecture: string
  source: { name: string; version: string }
  /** Groups of alternatives: one of each is needed. */
  depends: string[][]
  provides: string[]
}

/** Reads `var/lib/dpkg/status`, or a file of `status.d`: the packages that are really installed. Source: deb822(5). Pure. */
export function readStatus(text: string): DebianPackage[] {
  return text.split(/\n(?:[ \t]*\n)+/).flatMap((paragraph) => {
    const fields = fieldsOf(paragraph)
    const [name, version] = [fields.get('package'), fields.get('version')]
    const status = fields.get('status')
    // Images without dpkg itself keep no status: what is listed there is installed.
    if (!name || !version || (status && !/ installed$/.test(status))) return []
    return [
      {
        name,
        version,
        architecture: fields.get('architecture') ?? 'all',
        source: sourceOf(fields.get('source'), name, version),
        depends: [...relations(fields.get('pre-depends')), ...relations(fields.get('depends'))],
        provides: relations(fields.get('provides')).flat(),
      },
    ]
  })
}

/** Fields by name in lower case; a line that begins with a space continues the one above. */
function fieldsOf(paragraph: string): Map<string, string> {
  const fields = new Map<string, string>()
  let open = ''
  for (const line of paragraph.split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      if (open) fields.set(open, `${fields.get(open)}\n${line.trim()}`)
      continue
    }
    const colon = line.indexOf(':')
    if (colon < 1) continue
    open = line.slice(0, colon).toLowerCase()
    fields.set(open, line.slice(colon + 1).trim())
  }
  return fields
}

/** `Source: glibc (2.36-9)`; without a version it has that of the package, less the number of a rebuild. */
function sourceOf(field: string | undefined, name: string, version: string): DebianPackage['source'] {
  const [, source = name, stated] = /^(\S+)(?:\s+\(([^)]+)\))?/.exec(field ?? '') ?? []
  return { name: source, version: stated ?? version.replace(/\+b\d+$/, '') }
}

/** `a (>= 1) | b, c:any [amd64]` as names. */
function relations(field = ''): string[][] {
  return field.split(',').flatMap((group) => {
    const names = group.split('|').flatMap((one) => /^\s*([a-z0-9][a-z0-9+.-]*)/.exec(one)?.[1] ?? [])
    return names.length ? [names] : []
  })
}
