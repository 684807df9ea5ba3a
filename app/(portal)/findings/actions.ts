'use server'

import { grantWaiver } from '#lib/findings/grant-waiver.ts'
import { previewTriage } from '#lib/findings/preview-triage.ts'
import { revokeWaiver } from '#lib/findings/revoke-waiver.ts'
import { previewInput, revokeWaiverInput, triageInput, waiverInput } from '#lib/findings/schema.ts'
import { triageFindings } from '#lib/findings/triage-findings.ts'
import { action } from '#lib/http/action.ts'

export const triageAction = action({
  permission: 'finding:triage',
  input: triageInput,
  handler: (actor, input) => triageFindings(actor, input),
})

export const previewTriageAction = action({
  permission: 'finding:triage',
  input: previewInput,
  handler: previewTriage,
})

export const grantWaiverAction = action({
  permission: 'finding:decide',
  input: waiverInput,
  handler: (actor, input) => grantWaiver(actor, input),
})

export const revokeWaiverAction = action({
  permission: 'finding:decide',
  input: revokeWaiverInput,
  handler: (actor, input) => revokeWaiver(actor, input),
})
