'use server'

import { z } from 'zod'
import { createEnrolment } from '#lib/agents/create-enrolment.ts'
import { revokeAgent } from '#lib/agents/revoke-agent.ts'
import { createEnrolmentInput, revokeAgentInput } from '#lib/agents/schema.ts'
import { revokeKeyInput, revokeSigningKey } from '#lib/artifacts/sign/revoke-signing-key.ts'
import { rotateSigningKey } from '#lib/artifacts/sign/rotate-signing-key.ts'
import { action } from '#lib/http/action.ts'
import { setRetention } from '#lib/logs/retention.ts'
import { retentionInput } from '#lib/logs/schema.ts'
import { approveRegistry } from '#lib/registries/approve-registry.ts'
import { approveRegistryInput, withdrawRegistryInput } from '#lib/registries/schema.ts'
import { withdrawRegistry } from '#lib/registries/withdraw-registry.ts'
import { setRunRetention } from '#lib/runs/retention.ts'
import { runRetentionInput } from '#lib/runs/schema.ts'
import { putSecret } from '#lib/secrets/put-secret.ts'
import { putSecretInput } from '#lib/secrets/schema.ts'
import { addMember } from '#lib/tenancy/add-member.ts'
import { changeMember } from '#lib/tenancy/change-member.ts'
import { createToken } from '#lib/tenancy/create-token.ts'
import { removeMember } from '#lib/tenancy/remove-member.ts'
import { revokeToken } from '#lib/tenancy/revoke-token.ts'
import {
  addMemberInput,
  changeMemberInput,
  createTokenInput,
  removeMemberInput,
  revokeTokenInput,
} from '#lib/tenancy/schema.ts'

export const addMemberAction = action({ permission: 'member:write', input: addMemberInput, handler: addMember })

export const changeMemberAction = action({
  permission: 'member:write',
  input: changeMemberInput,
  handler: changeMember,
})

export const removeMemberAction = action({
  permission: 'member:write',
  input: removeMemberInput,
  handler: removeMember,
})

export const createTokenAction = action({ permission: 'token:manage', input: createTokenInput, handler: createToken })

export const revokeTokenAction = action({ permission: 'token:manage', input: revokeTokenInput, handler: revokeToken })

export const putSecretAction = action({ permission: 'secret:write', input: putSecretInput, handler: putSecret })

export const rotateKeyAction = action({
  permission: 'key:rotate',
  input: z.strictObject({}),
  handler: (actor) => rotateSigningKey(actor),
})

export const revokeKeyAction = action({ permission: 'key:rotate', input: revokeKeyInput, handler: revokeSigningKey })

export const approveRegistryAction = action({
  permission: 'registry:manage',
  input: approveRegistryInput,
  handler: approveRegistry,
})

export const withdrawRegistryAction = action({
  permission: 'registry:manage',
  input: withdrawRegistryInput,
  handler: withdrawRegistry,
})

export const createEnrolmentAction = action({
  permission: 'agent:manage',
  input: createEnrolmentInput,
  handler: createEnrolment,
})

export const setLogRetentionAction = action({
  permission: 'retention:manage',
  input: retentionInput,
  handler: setRetention,
})

export const setRunRetentionAction = action({
  permission: 'retention:manage',
  input: runRetentionInput,
  handler: setRunRetention,
})

export const revokeAgentAction = action({ permission: 'agent:manage', input: revokeAgentInput, handler: revokeAgent })
