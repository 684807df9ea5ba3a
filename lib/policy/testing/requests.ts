import type { PolicyRequestOf } from '../schema.ts'

type Runner = PolicyRequestOf<'pre_deploy'>['runner']

const shared = (runner: Partial<Runner>) => ({
  tenant: { id: 'acme', suspended: false },
  runner: {
    name: 'orders-webhook',
    class: 'serverless',
    size: 'small',
    profile: 'public_vpc_egress',
    classification: 'internal',
    privateRoutes: [],
    inlineSecrets: [],
    concurrency: 10,
    ...runner,
  },
  offered: true,
})

/** A request that breaks no rule, with parts of it changed. */
export function preDeployRequest(
  over: Partial<PolicyRequestOf<'pre_deploy'>> = {},
  runner: Partial<Runner> = {},
): PolicyRequestOf<'pre_deploy'> {
  return {
    gate: 'pre_deploy',
    ...shared(runner),
    alternatives: [],
    environment: { name: 'dev', approvals: 0 },
    quota: { maxRunners: 10, maxConcurrency: 100, monthlyBudget: 20_000_000 },
    usage: { runners: 3, concurrency: 40, monthly: 15_000_000 },
    estimate: 1_000_000,
    dnsChecked: true,
    ...over,
  }
}

/** The same for the deploy gate. */
export function deployRequest(
  over: Partial<PolicyRequestOf<'deploy'>> = {},
  runner: Partial<Runner> = {},
  artifact: Partial<PolicyRequestOf<'deploy'>['artifact']> = {},
): PolicyRequestOf<'deploy'> {
  const clean = { signed: true, scanned: true, critical: 0, high: 0, secrets: 0, deniedLicences: 0, unknown: 0 }
  return {
    gate: 'deploy',
    ...shared(runner),
    environment: { name: 'dev', approvals: 0 },
    artifact: { digest: 'sha256:abc', ...clean, ...artifact },
    limits: { critical: 0, high: 5, licences: 'deny' },
    approvals: { required: 0, given: 0, current: true },
    dnsChecked: true,
    ...over,
  }
}

/** The same for the gate of a run. */
export function runRequest(
  over: Partial<PolicyRequestOf<'run'>> = {},
  runner: Partial<Runner> = {},
): PolicyRequestOf<'run'> {
  return {
    gate: 'run',
    ...shared(runner),
    signatureVerified: true,
    runnerStatus: 'active',
    running: 0,
    maxConcurrency: 100,
    ...over,
  }
}

/** An image that may be deployed, with parts of it changed. */
export function takenImage(over: Partial<NonNullable<PolicyRequestOf<'deploy'>['image']>> = {}) {
  const reference = `registry.example.com/acme/prices@sha256:${'a'.repeat(64)}`
  return { reference, registryApproved: true, signatureRequired: true, publisherSigned: true, ...over }
}
