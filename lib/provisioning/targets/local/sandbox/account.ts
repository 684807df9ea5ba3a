import crypto from 'node:crypto'

/** Accounts no login uses; one for each sandbox, so that two of them can neither signal nor read one another. */
const FIRST = 210_000
const COUNT = 50_000

const used = new Set<number>()

/** A uid that no other sandbox of this process has. */
export function newAccount(): number {
  if (used.size >= COUNT) throw new Error('Every sandbox account is in use.')
  for (;;) {
    const uid = FIRST + crypto.randomInt(COUNT)
    if (used.has(uid)) continue
    used.add(uid)
    return uid
  }
}

/** Gives a uid back once nothing runs as it. */
export function releaseAccount(uid: number | undefined): void {
  if (uid !== undefined) used.delete(uid)
}
