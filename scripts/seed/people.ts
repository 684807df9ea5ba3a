import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Role } from '#lib/db/generated/enums.ts'

export type DemoPerson = {
  email: string
  name: string
  does: string
  platformAdmin?: true
  memberships: { tenant: 'acme' | 'globex' | 'platform'; roles: Role[] }[]
}

export const demoTenants = [
  { slug: 'acme', name: 'Acme Retail' },
  { slug: 'globex', name: 'Globex Energy' },
] as const

export const demoPeople: DemoPerson[] = [
  {
    email: 'ada@acme.test',
    name: 'Ada Engineer',
    does: 'engineer in Acme: writes and deploys manifests',
    memberships: [{ tenant: 'acme', roles: ['engineer'] }],
  },
  {
    email: 'grace@acme.test',
    name: 'Grace Approver',
    does: 'approver for Acme and Globex',
    memberships: [
      { tenant: 'acme', roles: ['approver'] },
      { tenant: 'globex', roles: ['approver'] },
    ],
  },
  {
    email: 'linus@acme.test',
    name: 'Linus Approver',
    does: 'second approver for Acme',
    memberships: [{ tenant: 'acme', roles: ['approver'] }],
  },
  {
    email: 'margaret@acme.test',
    name: 'Margaret Overrider',
    does: 'lets soft findings of Acme pass, with a reason',
    memberships: [{ tenant: 'acme', roles: ['overrider'] }],
  },
  {
    email: 'dennis@acme.test',
    name: 'Dennis Responder',
    does: 'breaks the glass in Acme',
    memberships: [{ tenant: 'acme', roles: ['responder'] }],
  },
  {
    email: 'alan@acme.test',
    name: 'Alan Auditor',
    does: 'auditor of Acme: browses and exports evidence',
    memberships: [{ tenant: 'acme', roles: ['auditor'] }],
  },
  {
    email: 'edsger@acme.test',
    name: 'Edsger Admin',
    does: 'admin of Acme: members, tokens, secrets',
    memberships: [{ tenant: 'acme', roles: ['admin'] }],
  },
  {
    email: 'barbara@globex.test',
    name: 'Barbara Engineer',
    does: 'engineer in Globex',
    memberships: [{ tenant: 'globex', roles: ['engineer'] }],
  },
  {
    email: 'frances@barecount.test',
    name: 'Frances Approver',
    does: 'approver of the platform: policies for every tenant',
    memberships: [{ tenant: 'platform', roles: ['approver'] }],
  },
]

export const platformAdmin: DemoPerson = {
  email: 'root@barecount.test',
  name: 'Platform Admin',
  does: 'platform admin: every tenant, policies, prices',
  platformAdmin: true,
  memberships: [{ tenant: 'platform', roles: ['admin'] }],
}

/** The password of this installation's first accounts: made once, kept in the home, readable by its owner. */
export async function demoPassword(home: string): Promise<string> {
  const file = path.join(home, 'first-password')
  const kept = await fs.readFile(file, 'utf8').catch(() => undefined)
  if (kept) return kept
  const made = randomBytes(9).toString('base64url')
  await fs.writeFile(file, made, { mode: 0o600 })
  return made
}
