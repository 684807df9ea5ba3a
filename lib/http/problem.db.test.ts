import { expect, test } from 'vitest'
import { makeTenant } from '../db/testing/world.ts'
import { readLog } from '../provisioning/queries.ts'
import { listRuns } from '../runs/list-runs.ts'
import { getRun } from '../runs/queries.ts'
import { createToken } from '../tenancy/create-token.ts'
import { toProblem } from './problem.ts'

const problemOf = (asked: Promise<unknown>) => asked.then(() => undefined).catch((error) => toProblem(error, 'r'))

test('a value that the database cannot take is the sender’s fault, not ours', async () => {
  const { engineer } = await makeTenant()
  const token = { name: 'a\0b', scopes: ['run:read' as const], days: 1 }
  const problems = await Promise.all([
    problemOf(getRun(engineer, 'job_\0')),
    problemOf(listRuns(engineer, { cursor: '\0' })),
    problemOf(readLog(engineer, 'job', 2n ** 64n)),
    problemOf(createToken(engineer, token)),
    problemOf(createToken(engineer, { ...token, name: 'half \ud800' })),
  ])
  expect(problems.map((problem) => problem?.code)).toEqual(problems.map(() => 'invalid_input'))
})

test('a fault of ours stays one', async () => {
  expect(toProblem(new Error('boom'), 'r')).toMatchObject({ status: 500, code: 'internal' })
})
