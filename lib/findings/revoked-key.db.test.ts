import { expect, test } from 'vitest'
import { registerKeys } from '#lib/evidence/register-keys.ts'
import { installationSigner } from '../artifacts/sign/key-file.ts'
import { revokeSigningKey } from '../artifacts/sign/revoke-signing-key.ts'
import { signProvenance } from '../artifacts/testing/sign-provenance.ts'
import { temporaryHome } from '../artifacts/testing/temp-home.ts'
import { makeActor } from '../auth/actor.ts'
import { unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { listNotifications } from '../notifications/queries.ts'
import { recheckArtifact } from './recheck-artifact.ts'
import { firstEnvironment, runnerWith, scannedArtifact } from './testing/scanned-runner.ts'

temporaryHome()

test('who runs what only a revoked key signed is told, and told again once it is signed anew', async () => {
  await makeTenant('platform')
  await firstEnvironment()
  await registerKeys()
  const tenant = await makeTenant()
  const { artifactId, digest } = await scannedArtifact(tenant, [])
  await runnerWith(tenant, digest)
  expect(await recheckArtifact(tenant.admin, digest, 'nothing happened')).toBe(0)

  const { keyId } = installationSigner()
  const root = makeActor({ ...tenant.admin, roles: [], platformAdmin: true })
  expect(await revokeSigningKey(root, { keyId, reason: 'The host was stolen.' })).toEqual({ artifacts: 1 })
  const workflows = await unsafeDb.$queryRaw<{ name: string }[]>`
    select name from dbos.workflow_status where workflow_uuid = ${`reevaluate:${keyId}`}`
  expect(workflows).toEqual([{ name: 'reevaluate' }])
  expect(await recheckArtifact(tenant.admin, digest, 'a signing key was revoked')).toBe(1)

  await signProvenance(tenant.id, { artifactId, digest })
  expect(await recheckArtifact(tenant.admin, digest, 'its artifact was attested anew')).toBe(1)
  const { notifications } = await listNotifications(tenant.engineer)
  expect(notifications.map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining('would pass the deploy gate again, because its artifact was attested anew'),
    expect.stringMatching(/would not be deployed today, because a signing key was revoked: .*no valid signature/),
  ])
})
