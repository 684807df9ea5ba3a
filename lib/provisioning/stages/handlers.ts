import type { StageHandler } from '../stage-handler.ts'
import type { StageName } from '../stage-names.ts'
import { author } from './author.ts'
import { build } from './build.ts'
import { deploy } from './deploy.ts'
import { operate } from './operate.ts'
import { promote } from './promote.ts'
import { provision } from './provision-primitives.ts'
import { register } from './register.ts'
import { scanAttest } from './scan-attest.ts'
import { smokeTest } from './smoke-test.ts'
import { validate } from './validate.ts'

/** What each stage does. */
export const stageHandlers: Record<StageName, StageHandler> = {
  author,
  validate,
  build,
  scan_attest: scanAttest,
  provision_primitives: provision,
  deploy,
  register,
  smoke_test: smokeTest,
  promote,
  operate,
}
