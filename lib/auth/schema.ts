import { z } from 'zod'
import { MIN_PASSWORD_LENGTH } from './password-length.ts'

export const setPasswordInput = z.strictObject({
  password: z
    .string()
    .min(MIN_PASSWORD_LENGTH, `Take at least ${MIN_PASSWORD_LENGTH} characters; a few words make a good one.`)
    .max(200, 'Take at most 200 characters.'),
})
