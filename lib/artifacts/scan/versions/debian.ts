/** What `dpkg` takes: `[epoch:]upstream[-revision]`. Source: Debian Policy 5.6.12, deb-version(7). */
const VERSION = /^(?:(\d{1,9}):)?(\d[A-Za-z0-9.+~:-]*?)(?:-([A-Za-z0-9.+~]*))?$/

/** Whether `dpkg` would take it as a version. Pure. */
export function isDebianVersion(version: string): boolean {
  return VERSION.test(version)
}

/** The order that `dpkg --compare-versions` has: below 0 when `a` is older. Undefined when one is no version. Pure. */
export function compareDebian(a: string, b: string): number | undefined {
  const [one, other] = [VERSION.exec(a), VERSION.exec(b)]
  if (!one || !other) return undefined
  return (
    Number(one[1] ?? 0) - Number(other[1] ?? 0) ||
    comparePart(one[2] ?? '', other[2] ?? '') ||
    comparePart(one[3] ?? '', other[3] ?? '')
  )
}

/** Text and numbers by turns: text by weight, numbers by value, whatever their length. */
function comparePart(a: string, b: string): number {
  const [left, right] = [piecesOf(a), piecesOf(b)]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [x, y] = [left[index] ?? '', right[index] ?? '']
    const order = index % 2 ? compareNumber(x, y) : compareText(x, y)
    if (order) return order
  }
  return 0
}

/** Beginning with text, be it empty, so that text meets text and numbers meet numbers. */
function piecesOf(part: string): string[] {
  const pieces: string[] = part.match(/\D+|\d+/g) ?? []
  return /^\d/.test(part) ? ['', ...pieces] : pieces
}

function compareText(a: string, b: string): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = weight(a[index]) - weight(b[index])
    if (order) return order
  }
  return 0
}

/** `~` comes before the end, the end before letters, letters before everything else. */
function weight(char: string | undefined): number {
  if (char === undefined) return 0
  if (char === '~') return -1
  return /[A-Za-z]/.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 256
}

function compareNumber(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')]
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0)
}
