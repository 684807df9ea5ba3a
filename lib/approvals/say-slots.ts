import type { ApprovalSlot } from '../policy/schema.ts'

const roleWords: Record<string, [one: string, many: string]> = {
  approver: ['approver', 'approvers'],
  overrider: ['overrider', 'overriders'],
  responder: ['responder', 'responders'],
  admin: ['admin', 'admins'],
}

/** What a slot asks for, as people say it: "2 approvers", "1 person of payments". Pure. */
export function sayPlaces({ by, count }: Pick<ApprovalSlot, 'by' | 'count'>): string {
  const people = count === 1 ? '1 person' : `${count} people`
  const [what, ...rest] = by.split(':')
  const name = rest.join(':')
  if (what === 'role') {
    const [one, many] = roleWords[name] ?? [`person with the role ${name}`, `people with the role ${name}`]
    return `${count} ${count === 1 ? one : many}`
  }
  if (what === 'group') return `${people} of ${name}`
  if (name === 'gate:override') return `${people} who may override`
  return `${people} with the permission ${name}`
}

/** Whom several slots ask for together; of those that ask for the same people the largest counts. Pure. */
export function sayWho(places: readonly Pick<ApprovalSlot, 'by' | 'count'>[]): string {
  const most = new Map<string, number>()
  for (const { by, count } of places) if (count > 0) most.set(by, Math.max(count, most.get(by) ?? 0))
  const words = [...most].map(([by, count]) => sayPlaces({ by, count }))
  return words.length < 2 ? (words[0] ?? 'nobody') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
