'use server'

import { setPasswordInput } from '#lib/auth/schema.ts'
import { setPassword } from '#lib/auth/set-password.ts'
import { accountAction } from '#lib/http/action.ts'

export const setPasswordAction = accountAction({ input: setPasswordInput, handler: setPassword })
