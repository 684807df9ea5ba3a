import { z } from 'zod'
import { matrixScopes } from './matrix/matrix-words.ts'
import { type PolicyGateName, type PolicyLevel, policyGates, policyLevels } from './policy-words.ts'

/** How somebody who fills a slot vouches for it: being signed in, their password once more, or a passkey only. */
export const assurances = ['session', 'password', 'passkey'] as const

const count = z.int().min(0)

/**
 * A place that people must fill before anything is applied: `count` distinct people of `by` (`role:approver`,
 * `group:NAME`, `permission:gate:override`). Each rule counts its own people; one person may count in several rules.
 */
export const approvalSlotSchema = z.object({
  rule: z.string(),
  title: z.string(),
  by: z.string(),
  count: z.int().min(1),
  assurance: z.enum(assurances),
  /** Hours until somebody is reminded that it waits too long. */
  slaHours: z.number().positive().optional(),
  /** Filling it overrides a soft finding, so it takes a reason. */
  overrides: z.boolean(),
})
export type ApprovalSlot = z.infer<typeof approvalSlotSchema>
const combination = z.strictObject({ class: z.string(), size: z.string(), profile: z.string() })

const shared = {
  tenant: z.strictObject({ id: z.string(), suspended: z.boolean() }),
  runner: combination.extend({
    name: z.string(),
    classification: z.string(),
    residency: z.string().optional(),
    privateRoutes: z.array(z.string()),
    inlineSecrets: z.array(z.string()),
    concurrency: count,
  }),
  /** Whether the matrix allows what is asked for. */
  offered: z.boolean(),
  /** Who decided that, in words and as a row; decisions of before do not say. */
  offer: z
    .strictObject({ scope: z.enum(matrixScopes).optional(), version: count.optional(), why: z.string() })
    .optional(),
}
/** Of a month: what runs have used up, what this one may take at most, and the limit; left out where there is none. */
const allowance = z.strictObject({ used: count, asks: count, limit: count }).optional()
/** Whether the class can be run where it is to go; decisions of before do not say. */
const support = z.strictObject({ available: z.boolean(), reason: z.string(), remedy: z.string() }).optional()
/** Of a runner that takes an image somebody else built: whether it may come from there, and who signed it. */
const image = z
  .strictObject({
    reference: z.string(),
    registryApproved: z.boolean(),
    signatureRequired: z.boolean(),
    publisherSigned: z.boolean(),
  })
  .optional()
const rawCounts = z.strictObject({
  critical: count,
  high: count,
  medium: count,
  secrets: count,
  deniedLicences: count,
  reviewLicences: count,
})
/** The most that the place takes; decisions of before had these numbers in the rules. */
const limits = z.strictObject({
  critical: count,
  high: count,
  medium: count.optional(),
  unknown: count.optional(),
  licences: z.enum(['deny', 'review']),
})
const environment = z.strictObject({ name: z.string(), approvals: count })

/** What governance has said about the matter; all of it is optional, so that decisions of before still parse. */
const governance = {
  /** Exceptions in force at this instant, for the rules that take them. */
  exceptions: z.array(z.strictObject({ id: z.string(), rule: z.string(), expiresAt: z.string() })).optional(),
}
/** What stands between a change and this moment. Hours and instants are UTC, ISO 8601. */
const timing = {
  freezes: z.array(z.strictObject({ id: z.string(), reason: z.string(), until: z.string() })).optional(),
  /** Of a place that changes only at set times. */
  window: z.strictObject({ open: z.boolean(), opensAt: z.string().optional() }).optional(),
  breakGlass: z.strictObject({ id: z.string(), until: z.string() }).optional(),
  /** Uses of break-glass here that nobody has reviewed. */
  unreviewed: count.optional(),
  /** Of a place that is only reached from the one before. */
  promotion: z
    .strictObject({
      /** Where it comes from; empty for what comes from nowhere. */
      from: z.string(),
      /** The place that must come before. */
      previous: z.string(),
      held: z.string().optional(),
      smokePassed: z.boolean(),
      soakedMinutes: count,
      soakMinutes: count,
      verified: count,
      verifications: count,
    })
    .optional(),
}

/**
 * Everything a gate judges, as plain data. It is stored with the decision, so the same question can be asked again.
 * Money is in micro-dollars a month.
 */
export const policyRequestSchema = z.discriminatedUnion('gate', [
  z.strictObject({
    gate: z.literal('pre_deploy'),
    ...shared,
    /** Other rows of the matrix for the same class: where a fix may come from. */
    alternatives: z.array(combination),
    environment,
    quota: z.strictObject({
      maxRunners: count,
      maxConcurrency: count,
      monthlyBudget: count.optional(),
      /** Of the environment alone. */
      environmentBudget: count.optional(),
    }),
    /** What the tenant's other runners take; `environmentMonthly` beside a budget of the environment. */
    usage: z.strictObject({
      runners: count,
      concurrency: count,
      monthly: count,
      environmentMonthly: count.optional(),
    }),
    estimate: count,
    support,
    image,
    dnsChecked: z.boolean(),
    ...governance,
    ...timing,
  }),
  z.strictObject({
    gate: z.literal('deploy'),
    ...shared,
    environment,
    artifact: z.strictObject({
      digest: z.string(),
      signed: z.boolean(),
      scanned: z.boolean(),
      /** What counts: found, and neither triaged away nor waived. */
      critical: count,
      high: count,
      medium: count.optional(),
      secrets: count,
      deniedLicences: count,
      reviewLicences: count.optional(),
      unknown: count,
      /** What the scan found, before anybody said anything. */
      raw: rawCounts.optional(),
      /** Ids of what made the difference. */
      triages: z.array(z.string()).optional(),
      waivers: z.array(z.string()).optional(),
    }),
    image,
    limits: limits.optional(),
    approvals: z.strictObject({ required: count, given: count, current: z.boolean() }),
    dnsChecked: z.boolean(),
    ...governance,
    ...timing,
    /** Exceptions that it passed its first gate by and that are no longer in force. */
    lapsed: z.array(z.string()).optional(),
    /** Soft rules that people overrode, for exactly this decision. */
    overrides: z.array(z.strictObject({ rule: z.string(), approvalId: z.string() })).optional(),
  }),
  z.strictObject({
    gate: z.literal('run'),
    ...shared,
    signatureVerified: z.boolean(),
    runnerStatus: z.string(),
    /** Runs under way beside it; none when it only asks to be queued, for which there is always room. */
    running: count,
    maxConcurrency: count,
    /** Milliseconds of its class. */
    hours: allowance,
    /** Micro-dollars: of the tenant, and of the tenant in the environment. */
    budget: allowance,
    environmentBudget: allowance,
    /** Whether its artifact would pass the deploy gate today; decisions of before do not say. */
    deployable: z.boolean().optional(),
    ...governance,
    /** Exceptions that its deployment needed and that are no longer in force. */
    lapsed: z.array(z.string()).optional(),
  }),
])

export type PolicyRequest = z.infer<typeof policyRequestSchema>
export type PolicyRequestOf<G extends PolicyGateName> = Extract<PolicyRequest, { gate: G }>
export type Combination = z.infer<typeof combination>

/** One thing a policy has to say, in words a person can act on. */
export const policyFindingSchema = z.object({
  id: z.string(),
  gate: z.enum(policyGates),
  level: z.enum(policyLevels),
  reason: z.string(),
  remedy: z.string(),
  /** Field of the manifest to look at, e.g. `runner.size`. */
  path: z.string().optional(),
  /** One edit of the manifest that cures it. */
  fix: z.object({ path: z.string(), value: z.string(), label: z.string() }).optional(),
  /** The request by which people overrode it, or the break-glass that passes over it. */
  overriddenBy: z.string().optional(),
  /** Whether an exception may be asked for. */
  exceptable: z.boolean().optional(),
})
export type PolicyFinding = z.infer<typeof policyFindingSchema>

/** What the evaluator answers. Digests are `sha256:…`. */
export const policyVerdictSchema = z.object({
  /** No hard finding, and every soft one overridden. */
  allowed: z.boolean(),
  /** Only soft findings stand against it: people with the override permission may let it pass. */
  overridable: z.boolean().optional(),
  /** Hard ones first; the same inputs give the same order. */
  findings: z.array(policyFindingSchema),
  /** Distinct people who must approve at the least before anything is applied. */
  approvalsRequired: count,
  /** Who must approve, rule by rule; soft findings that wait for an override are among them. */
  slots: z.array(approvalSlotSchema).optional(),
  /** Ids of the exceptions without which it would be denied. */
  exceptionsUsed: z.array(z.string()).optional(),
  /** Rules that would stand against it if the glass were whole, and which break-glass passes over them. */
  passedOver: z.object({ breakGlassId: z.string(), rules: z.array(z.string()) }).optional(),
  /** 0 when there was no policy to ask. */
  policyVersion: count,
  /** Every version that was asked, the platform's first; left out when that is the only one. */
  policyVersions: z.array(count).optional(),
  policyDigest: z.string(),
  inputsDigest: z.string(),
})
export type PolicyVerdict = z.infer<typeof policyVerdictSchema>

/** A rule as people read it. */
export type PolicyRule = {
  id: string
  title: string
  effect: 'permit' | 'forbid'
  gates: PolicyGateName[]
  level?: PolicyLevel
  reason?: string
  remedy?: string
  /** Whether its own text lets an exception in force pass. */
  exceptable: boolean
  text: string
}

/** What a tenant without a row of its own lives within. */
export const defaultQuota = { maxRunners: 20, maxConcurrency: 100 }
