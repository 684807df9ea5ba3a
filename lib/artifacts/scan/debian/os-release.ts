/** Which system an image is: what its packages are packages of. */
export type OsRelease = {
  /** `debian`, `ubuntu`, `alpine` … */
  id: string
  /** `12`; undefined for Debian's testing and unstable. */
  version?: string
  /** As people call it. */
  prettyName: string
  longTerm: boolean
}

/** Debian's releases by codename: its testing images name themselves by that only. */
const DEBIAN_CODENAMES: Record<string, string> = {
  stretch: '9',
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
  forky: '14',
}

/** Reads an `os-release` file. Source: freedesktop.org, os-release(5). Pure. */
export function readOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, key, value = ''] = /^([A-Z_0-9]+)=(.*)$/.exec(line) ?? []
    if (key) fields.set(key, value.replace(/^(["'])(.*)\1$/, '$2'))
  }
  const id = fields.get('ID') ?? 'linux'
  const version = fields.get('VERSION_ID') ?? (id === 'debian' ? codenamed(fields.get('VERSION_CODENAME')) : undefined)
  return {
    id,
    ...(version ? { version } : {}),
    prettyName: fields.get('PRETTY_NAME') ?? id,
    longTerm: /\bLTS\b/.test(fields.get('VERSION') ?? ''),
  }
}

/** The ecosystem of its Debian packages, as OSV spells it. Without a release no advisory can be asked for. Pure. */
export function ecosystemOf(os: OsRelease | undefined): string {
  if (os?.id === 'ubuntu') return `Ubuntu:${os.version ?? ''}${os.longTerm ? ':LTS' : ''}`
  return os?.version && os.id === 'debian' ? `Debian:${os.version}` : 'Debian'
}

function codenamed(codename: string | undefined): string | undefined {
  return codename ? DEBIAN_CODENAMES[codename] : undefined
}
