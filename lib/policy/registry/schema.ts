import { z } from 'zod'
import { matrixPartSchema, quotaPartSchema } from '../matrix/schema.ts'

/** Layers of policy, the wider ones first: of rules with the same id the last counts. */
export const policyScopes = ['platform', 'tenant', 'contract'] as const
export type PolicyScopeName = (typeof policyScopes)[number]

/** Of these a layer has one at the most that is being worked on by whoever looks. */
export const openDraftStatuses = ['draft', 'submitted', 'approved'] as const

const scopeSchema = z.enum(policyScopes)
export const ruleIdPattern = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/

/** In a layer, or in a file that is read at once: each is parsed and checked while others wait. */
export const MOST_RULES = 1000

const title = z.string().trim().min(1, 'Say what it is to change, in a few words.').max(120)
const note = z.string().max(4000)
/** Cedar text by the name a rule is kept under. Any text is kept: faults are named, never lost. */
const policies = z
  .record(z.string().min(1).max(120), z.string().max(20_000))
  .refine((rules) => Object.keys(rules).length <= MOST_RULES, `There are at most ${MOST_RULES} rules.`)
/** Rows and quota as lib/policy/matrix reads them. */
const matrix = matrixPartSchema
const quota = quotaPartSchema.nullable()

export const createDraftInput = z.strictObject({
  scope: scopeSchema.default('tenant'),
  title,
  note: note.default(''),
  /** Takes the content of this version instead of the active one: how one goes back. */
  from: z.int().min(1).optional(),
})
export type CreateDraftInput = z.input<typeof createDraftInput>

const draftId = z.string().regex(/^pdr_/)
const onRevision = { id: draftId, revision: z.int().min(1) }
export const draftRef = z.strictObject({ id: draftId })
export const draftAtRevision = z.strictObject(onRevision)

export const saveDraftInput = z.strictObject({
  ...onRevision,
  title: title.optional(),
  note: note.optional(),
  policies: policies.optional(),
  matrix: matrix.optional(),
  quota: quota.optional(),
})
export type SaveDraftInput = z.input<typeof saveDraftInput>

export const draftTextSchema = policies
export const lintRuleInput = z.strictObject({ rule: z.string().min(1).max(120), text: z.string().max(20_000) })
export const validateTextInput = z.strictObject({ text: z.string().max(500_000) })
export const versionParams = z.object({ version: z.coerce.number().int().min(1) })
export const policyVersionParams = z.object({ policyVersion: z.coerce.number().int().min(1) })
export const versionQuery = z.object({ against: z.coerce.number().int().min(1).optional() })
export const draftParams = z.object({ draftId: draftId })
export const testParams = z.object({ testId: z.string().regex(/^ptt_/) })
export const decisionParams = z.object({ decisionId: z.string().regex(/^dec_/) })
export const atRevision = z.strictObject({ revision: z.int().min(1) })

/** How the tests of a layer came out for one revision of a draft. */
export const testRunSchema = z.object({
  revision: z.int(),
  at: z.string(),
  results: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      passed: z.boolean(),
      expected: z.object({ allowed: z.boolean(), findings: z.array(z.string()) }),
      actual: z.object({ allowed: z.boolean(), findings: z.array(z.string()) }),
    }),
  ),
})
export type TestRun = z.infer<typeof testRunSchema>
export type TestResult = TestRun['results'][number]

const testName = z.string().trim().min(1, 'Give the test a name.').max(160)
export const keepTestInput = z.strictObject({
  decisionId: z.string().regex(/^dec_/),
  scope: scopeSchema.default('platform'),
  name: testName.optional(),
})
export type KeepTestInput = z.input<typeof keepTestInput>

export const addTestInput = z.strictObject({
  scope: scopeSchema.default('platform'),
  name: testName,
  /** As lib/policy/schema.ts reads it. */
  request: z.unknown(),
  expectedAllowed: z.boolean(),
  expectedFindings: z.array(z.string().max(120)).max(200),
})
export type AddTestInput = z.input<typeof addTestInput>
export const testRef = z.strictObject({ id: z.string().regex(/^ptt_/) })
