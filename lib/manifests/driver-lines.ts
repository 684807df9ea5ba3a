export type DriverLine = { name: string; version: string }

/** Drivers as people type them, one a line: `name=version`. A line without a version keeps an empty one, which the schema names. Pure. */
export function readDrivers(text: string): DriverLine[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf('=')
      return at < 0
        ? { name: line, version: '' }
        : { name: line.slice(0, at).trim(), version: line.slice(at + 1).trim() }
    })
}

/** The lines of the drivers in a manifest that may have faults; what is no driver is left out. Pure. */
export function writeDrivers(value: unknown): string {
  if (!Array.isArray(value)) return ''
  return value
    .flatMap((item: unknown) => {
      const { name, version } = (item ?? {}) as { name?: unknown; version?: unknown }
      if (typeof name !== 'string') return []
      return version === undefined || version === '' ? [name] : [`${name}=${String(version)}`]
    })
    .join('\n')
}
