import { z } from 'zod'
import { permissions } from '../auth/permissions.ts'
import { roleNames } from './roles.ts'

const roles = z.array(z.enum(roleNames)).min(1, 'Choose at least one role.')

export const addMemberInput = z
  .object({
    email: z.email('Give an e-mail address, such as ada@example.com.').max(254).toLowerCase(),
    name: z.string().trim().max(100).default(''),
    roles,
  })
  .strict()

export const changeMemberInput = z.object({ userId: z.string(), roles }).strict()

export const removeMemberInput = z.object({ userId: z.string() }).strict()

export const createTokenInput = z
  .object({
    name: z.string().trim().min(1, 'Name the token after what will use it.').max(80),
    scopes: z.array(z.enum(permissions)).min(1, 'Choose at least one scope.'),
    days: z.number().int().min(1).max(365),
  })
  .strict()

export const revokeTokenInput = z.object({ id: z.string() }).strict()
