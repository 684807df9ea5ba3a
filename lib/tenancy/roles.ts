// Apart from schema.ts, so that pages which only name roles do not carry the whole validator.

export const roleNames = ['engineer', 'approver', 'auditor', 'admin', 'overrider', 'responder'] as const

export type RoleName = (typeof roleNames)[number]

/** What each role is for, as the members page says it. */
export const roleMeanings: Record<RoleName, string> = {
  engineer: 'Writes manifests, deploys and runs them.',
  approver: 'Decides what others requested.',
  auditor: 'Reads everything in the tenant and exports evidence.',
  admin: 'Runs the tenant: members, secrets, tokens.',
  overrider: 'Lets soft findings pass, with a reason.',
  responder: 'Breaks the glass in an emergency; a review follows.',
}

/** Token lifetimes on offer, in days. */
export const tokenLifetimes = [1, 7, 30, 90, 365] as const
