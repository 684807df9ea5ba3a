import { z } from 'zod'
import { notificationKinds } from '../notifications/schema.ts'

/** The kinds that are mailed; the others stay in the portal alone. */
export const chooseMailedInput = z.strictObject({ kinds: z.array(z.enum(notificationKinds)).max(100) })
export type ChooseMailedInput = z.input<typeof chooseMailedInput>
