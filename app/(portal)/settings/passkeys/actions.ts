'use server'

import { accountAction } from '#lib/http/action.ts'
import { beginEnrolment } from '#lib/passkeys/begin-enrolment.ts'
import { enrolPasskey } from '#lib/passkeys/enrol-passkey.ts'
import { removePasskey } from '#lib/passkeys/remove-passkey.ts'
import { beginEnrolmentInput, enrolInput, removeInput } from '#lib/passkeys/schema.ts'

export const beginEnrolmentAction = accountAction({ input: beginEnrolmentInput, handler: beginEnrolment })

export const enrolPasskeyAction = accountAction({ input: enrolInput, handler: enrolPasskey })

export const removePasskeyAction = accountAction({ input: removeInput, handler: removePasskey })
