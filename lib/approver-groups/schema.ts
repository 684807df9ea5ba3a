import { z } from 'zod'

const name = z
  .string()
  .trim()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'Lower-case letters, digits and hyphens, such as payments-approvers.')

/** A group as it is to be; what was there by that name is changed to this. */
export const saveGroupInput = z.strictObject({
  name: name.describe('How rules name it: `group:NAME`; a manifest may name it as its owner'),
  about: z.string().trim().max(300).default(''),
  members: z
    .array(z.string().trim().toLowerCase().max(254))
    .max(200)
    .default([])
    .describe('E-mail addresses of members'),
  costCentres: z
    .array(z.string().trim().min(1).max(60))
    .max(50)
    .default([])
    .describe('Values of the tag cost_center whose cost they own, so that they do not decide about it'),
})
export type SaveGroupInput = z.input<typeof saveGroupInput>

export const removeGroupInput = z.strictObject({ name: z.string().max(63) })
