import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { findThing } from './find-thing.ts'

let acme: TestTenant
let globex: TestTenant
const digest = `sha256:${createHash('sha256').update('artifact').digest('hex')}`
const artifactId = newId('artifact')

beforeAll(async () => {
  acme = await makeTenant()
  globex = await makeTenant()
  await db.artifact.create({
    data: {
      tenantId: acme.id,
      id: artifactId,
      digest,
      kind: 'function_zip',
      sizeBytes: 1,
      buildType: 'test',
      builtById: acme.engineer.userId,
    },
  })
})

test('an artifact is found by its whole digest, by its first characters, and with spaces around', async () => {
  const found = { kind: 'artifact', id: artifactId }
  expect(await findThing(acme.engineer, digest)).toEqual(found)
  expect(await findThing(acme.engineer, ` ${digest.slice(7, 19)} `)).toEqual(found)
})

test('a digest of another tenant names nothing here', async () => {
  expect(await findThing(globex.engineer, digest)).toBeUndefined()
})

test('an id leads by its prefix; a version that is not there, or words, lead nowhere', async () => {
  const id = newId('deployment')
  expect(await findThing(acme.engineer, id)).toEqual({ kind: 'deployment', id })
  expect(await findThing(acme.engineer, newId('manifestVersion'))).toBeUndefined()
  expect(await findThing(acme.engineer, 'orders webhook')).toBeUndefined()
})
