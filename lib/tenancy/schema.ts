import { z } from 'zod'
import { permissions } from '../auth/permissions.ts'

export const roleNames = ['engineer', 'approver', 'auditor', 'admin'] as const

/** What each role is for, as the members page says it. */
export const roleMeanings: Record<(typeof roleNames)[number], string> = {
  engineer: 'Writes manifests, deploys and runs them.',
  approver: 'Decides what others requested.',
  auditor: 'Reads everything in the tenant and exports evidence.',
  admin: 'Runs the tenant: members, secrets, tokens.',
}

const roles = z.array(z.enum(roleNames)).min(1, 'Choose at least one role.')

export const addMemberInput = z
  .object({
    email: z.email('Give an e-mail address, such as ada@example.com.').toLowerCase(),
    name: z.string().trim().max(100).default(''),
    roles,
  })
  .strict()

export const changeMemberInput = z.object({ userId: z.string(), roles }).strict()

export const removeMemberInput = z.object({ userId: z.string() }).strict()

/** Token lifetimes on offer, in days. */
export const tokenLifetimes = [1, 7, 30, 90, 365] as const

export const createTokenInput = z
  .object({
    name: z.string().trim().min(1, 'Name the token after what will use it.').max(80),
    scopes: z.array(z.enum(permissions)).min(1, 'Choose at least one scope.'),
    days: z.number().int().min(1).max(365),
  })
  .strict()

export const revokeTokenInput = z.object({ id: z.string() }).strict()
