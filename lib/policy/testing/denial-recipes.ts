import type { ScanFinding } from '#lib/artifacts/schema.ts'
import { db, unsafeDb } from '#lib/db/client.ts'
import { deniedLicence, scanAgain, vulnerability } from '#lib/findings/testing/scanned-runner.ts'
import { newId } from '#lib/ids.ts'
import { monthOf } from '#lib/usage/months.ts'
import type { EnforcementWorld, ManifestOver, WorldOver } from './enforcement-world.ts'

export type DenialRecipe = {
  world?: WorldOver
  /** Makes the rule hold in a world where nothing else stands against the manifest. */
  spoil?(world: EnforcementWorld): Promise<unknown>
  /** The last gate makes it wait instead, until the rule holds no more. */
  waits?: string
  /** Paths that refuse before they ask a gate, and gates where this cannot come about; each with the reason. */
  except?: Partial<Record<string, string>>
}

const inAnHour = () => new Date(Date.now() + 3600_000)
const byLabel = 'somebody'

/** How each hard rule comes to deny, by its id. */
export const denialRecipes: Record<string, DenialRecipe> = {
  'tenant.suspended': {
    spoil: ({ tenant }) => unsafeDb.tenant.update({ where: { id: tenant.id }, data: { suspendedAt: new Date() } }),
    except: { 'a run of a webhook': 'a suspended tenant has no addresses' },
  },
  'matrix.not_offered': {
    spoil: ({ tenant }) =>
      db.matrixCell.updateMany({
        where: { tenantId: tenant.id, networkProfile: 'private_vpc' },
        data: { allowed: false, scope: 'contract', policyVersion: 12 },
      }),
  },
  'secrets.by_value': {
    world: { env: { API_TOKEN: 'ghp_0123456789abcdefghijABCDEFGHIJ' } },
    except: { 'a draft, in the form, by the API and by the command': 'the schema refuses it first' },
  },
  'class.unavailable': {
    spoil: () =>
      unsafeDb.workerHeartbeat.create({
        data: {
          executorId: newId('run'),
          at: inAnHour(),
          support: { serverless: { available: false, reason: 'It has no Node.', remedy: 'Install it.' } },
        },
      }),
  },
  'network.private_route': {
    world: { manifest: { profile: 'public_vpc_egress', more: '  egress_allow: [s3.amazonaws.com:443]' } },
  },
  'network.residency': { world: { manifest: { profile: 'on_premise_agent' } } },
  'network.classified_egress': {
    world: { manifest: { profile: 'public_vpc_egress', metadata: ', data_classification: confidential' } },
  },
  'network.dns_unchecked': { world: { manifest: { profile: 'vpn', more: '  egress_allow: ["nowhere.invalid:443"]' } } },
  'quota.runners': { spoil: (world) => setQuota(world, { maxRunners: 0 }) },
  'quota.concurrency': { spoil: (world) => setQuota(world, { maxConcurrency: 5 }) },
  'quota.running': { spoil: (world) => setQuota(world, { maxConcurrency: 0 }) },
  'run.hours': {
    spoil: ({ tenant }) =>
      db.classLimit.create({ data: { tenantId: tenant.id, runnerClass: 'serverless', monthlyMs: 1n } }),
  },
  'run.budget': { spoil: (world) => spent(world, '') },
  'run.budget_environment': { spoil: (world) => spent(world, world.environment.name) },
  'freeze.active': {
    spoil: ({ tenant, environment }) =>
      db.freeze.create({
        data: {
          tenantId: tenant.id,
          id: newId('freeze'),
          environmentId: environment.id,
          startsAt: new Date(0),
          endsAt: inAnHour(),
          reason: 'The year ends',
          createdById: 'usr_test',
          createdByLabel: byLabel,
        },
      }),
  },
  'window.missed': {
    // Open for one minute, twelve hours from now.
    spoil: ({ environment }) => {
      const minute = (new Date().getUTCHours() * 60 + 720) % 1440
      const hours = { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: minute, toMinute: minute + 1, timezone: 'UTC' }
      const data = { id: newId('changeWindow'), environmentId: environment.id, ...hours, createdByLabel: byLabel }
      return unsafeDb.changeWindow.create({ data })
    },
    waits: 'it begins when the window opens',
  },
  'break_glass.unreviewed': { spoil: unreviewedUse },
  'promotion.order': { spoil: ({ environment }) => requirePrevious(environment.id) },
  'promotion.held': {
    spoil: async (world) => {
      await promotedFrom(world, 'succeeded')
      const { tenant, manifestId, before } = world
      const held = { heldById: 'usr_test', heldByLabel: byLabel, reason: 'Not before the audit.' }
      const data = { tenantId: tenant.id, id: newId('hold'), manifestId, environmentId: before.id, ...held }
      return db.promotionHold.create({ data })
    },
    except: draftsComeFromNowhere(),
  },
  'promotion.smoke': {
    spoil: (world) => promotedFrom(world, 'failed'),
    except: draftsComeFromNowhere(),
  },
  'approval.missing': { spoil: askOne, waits: 'people are asked, and waited for' },
  'approval.stale': { spoil: askOne, waits: 'people are asked about what it is now' },
  'artifact.unsigned': { world: { artifact: 'unsigned' } },
  'artifact.unscanned': { world: { artifact: 'unscanned' } },
  'artifact.secrets': {
    spoil: (world) => scanned(world, { ...vulnerability('aws-key', 'critical'), kind: 'secret' }),
  },
  'artifact.licences': { spoil: (world) => scanned(world, deniedLicence()) },
  'artifact.licences_unread': {
    spoil: async (world) => {
      const { tenant, environment } = world
      const limit = { critical: 0, high: 5, licences: 'review' as const, updatedById: 'usr_test' }
      const place = { environment: environment.name, classification: '*' }
      await db.artifactLimit.create({ data: { tenantId: tenant.id, ...place, ...limit } })
      await scanned(world, { ...deniedLicence('odd', 'Odd-1.0'), severity: 'low' })
    },
  },
  'artifact.critical': { spoil: (world) => scanned(world, vulnerability('GHSA-1', 'critical')) },
  'artifact.registry': { world: { manifest: image() } },
  'artifact.publisher_unsigned': {
    world: { manifest: image() },
    spoil: ({ tenant }) =>
      db.approvedRegistry.create({
        data: {
          tenantId: tenant.id,
          id: newId('registry'),
          prefix: 'registry.example.com',
          publisherKeys: [],
          signatureRequired: true,
          approvedById: 'usr_test',
        },
      }),
  },
  'exception.lapsed': { spoil: livesOnAnEndedException },
  'run.signature': { world: { artifact: 'unsigned' } },
  'run.inactive': {
    spoil: ({ tenant, runnerId }) =>
      db.runner.updateMany({ where: { tenantId: tenant.id, id: runnerId }, data: { status: 'smoke_failed' } }),
  },
}

function image(): ManifestOver {
  const ref = `registry.example.com/acme/prices@sha256:${'a'.repeat(64)}`
  return { class: 'container', source: `image: { ref: "${ref}" }` }
}

function draftsComeFromNowhere() {
  return { 'a draft, in the form, by the API and by the command': 'a draft is promoted from nowhere' }
}

/** One more scan of its artifact, which found this. */
function scanned({ tenant, artifactId, artifactDigest: digest }: EnforcementWorld, ...found: ScanFinding[]) {
  return scanAgain(tenant, { artifactId, digest }, found)
}

/** A budget that what has run has gone beyond. */
async function spent({ tenant, environment }: EnforcementWorld, place: string) {
  const row = { tenantId: tenant.id, environment: place }
  await db.quota.upsert({
    where: { tenantId_scope_environment: { ...row, scope: 'tenant' } },
    create: { ...row, monthlyBudget: 1000n },
    update: { monthlyBudget: 1000n },
  })
  const month = monthOf(new Date())
  const used = { tenantId: tenant.id, month, runnerClass: 'serverless' as const, environmentId: environment.id }
  await db.usageMonth.create({ data: { ...used, costMicros: 1001n } })
}

const setQuota = ({ tenant }: EnforcementWorld, data: { maxRunners?: number; maxConcurrency?: number }) =>
  db.quota.updateMany({ where: { tenantId: tenant.id }, data })

const requirePrevious = (id: string) => unsafeDb.environment.update({ where: { id }, data: { requirePrevious: true } })

/** A deployment of the same artifact in the environment before, whose smoke test ended so. */
async function promotedFrom(world: EnforcementWorld, smoke: 'succeeded' | 'failed') {
  const { tenant, environment, before, manifestId, versionId, artifactDigest, deploymentId } = world
  const tenantId = tenant.id
  await requirePrevious(environment.id)
  const id = newId('deployment')
  const place = { manifestId, manifestVersionId: versionId, environmentId: before.id, artifactDigest }
  const ended = { status: smoke, requestedById: 'usr_test', finishedAt: new Date(0) }
  await db.deployment.create({ data: { tenantId, id, ...place, ...ended } })
  await db.stage.create({ data: { tenantId, deploymentId: id, name: 'smoke_test', ordinal: 1, status: smoke } })
  await db.deployment.updateMany({
    where: { tenantId, id: deploymentId },
    data: { kind: 'promote', sourceDeploymentId: id },
  })
  return id
}

function askOne({ environment }: EnforcementWorld) {
  return unsafeDb.environment.update({ where: { id: environment.id }, data: { approvalsRequired: 1 } })
}

async function unreviewedUse(world: EnforcementWorld) {
  const { tenant, environment } = world
  const tenantId = tenant.id
  const other = await otherDeployment(world)
  const id = newId('breakGlass')
  const opened = { openedById: 'usr_test', openedByLabel: byLabel, openedAt: new Date(0), until: new Date(1) }
  const environmentId = environment.id
  await db.breakGlass.create({
    data: { tenantId, id, environmentId, reason: 'Down.', ...opened, closedAt: new Date(1) },
  })
  const use = { breakGlassId: id, deploymentId: other, environmentId, requestedById: 'usr_test', passedOver: [] }
  await db.breakGlassUse.create({ data: { tenantId, ...use } })
}

async function otherDeployment({ tenant, before, manifestId, versionId }: EnforcementWorld): Promise<string> {
  const id = newId('deployment')
  const place = { manifestId, manifestVersionId: versionId, environmentId: before.id }
  await db.deployment.create({
    data: { tenantId: tenant.id, id, ...place, status: 'succeeded', requestedById: 'usr_test' },
  })
  return id
}

/** Both what its first stage passed by, and what its runner lives on. */
async function livesOnAnEndedException({ tenant, deploymentId, runnerId }: EnforcementWorld) {
  const tenantId = tenant.id
  const id = newId('exception')
  const words = { justification: 'It was so.', risk: 'None.', costPlan: 'None.' }
  const by = { requestedById: 'usr_test', requestedByLabel: byLabel, createdAt: new Date(0) }
  const term = { startsAt: new Date(0), expiresAt: new Date(1), status: 'expired' as const }
  const of = { rule: 'matrix.not_offered', runnerClass: 'serverless' as const, category: 'waiver' as const }
  await db.policyException.create({ data: { tenantId, id, ...of, ...words, ...by, ...term } })
  await db.exceptionUse.create({ data: { tenantId, deploymentId, exceptionId: id, runnerId } })
  await db.stage.updateMany({
    where: { tenantId, deploymentId, name: 'validate' },
    data: { status: 'succeeded', output: { exceptionsUsed: [id] } },
  })
}
