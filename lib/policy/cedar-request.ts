import type { Context, EntityJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs'
import type { PolicyRequest, PolicyRequestOf } from './schema.ts'

export type CedarRequest = {
  principal: TypeAndId
  action: TypeAndId
  resource: TypeAndId
  context: Context
  entities: EntityJson[]
}

const uid = (type: string, id: string): TypeAndId => ({ type: `BareCount::${type}`, id })

/** A request in Cedar's terms: the tenant asks, the runner is judged, everything else is context. Pure. */
export function cedarRequest(request: PolicyRequest): CedarRequest {
  const { tenant, runner } = request
  const principal = uid('Tenant', tenant.id)
  const resource = uid('Runner', runner.name)
  const offer = uid('Offer', `${runner.class}/${runner.size}/${runner.profile}`)
  return {
    principal,
    action: uid('Action', request.gate),
    resource,
    context: contextOf(request),
    entities: [
      { uid: principal, attrs: { suspended: tenant.suspended }, parents: [] },
      { uid: offer, attrs: {}, parents: request.offered ? [principal] : [] },
      { uid: resource, attrs: { ...runner, offer: { __entity: offer } }, parents: [] },
    ],
  }
}

function contextOf(request: PolicyRequest): Context {
  switch (request.gate) {
    case 'pre_deploy': {
      const { environment, quota, usage, estimate, support, image, dnsChecked } = request
      const own = {
        environment,
        quota,
        usage,
        estimate,
        dnsChecked,
        ...(support && { support }),
        ...(image && { image }),
      }
      return { ...own, ...governanceOf(request), ...timingOf(request) }
    }
    case 'deploy': {
      const { environment, artifact, approvals, dnsChecked, limits, image, lapsed } = request
      // How the counts came about is for people to read; rules judge what counts.
      const { raw: _raw, triages: _triages, waivers: _waivers, ...counts } = artifact
      return {
        environment,
        artifact: counts,
        approvals,
        dnsChecked,
        ...(limits && { limits }),
        ...(image && { image }),
        ...(lapsed && { lapsed }),
        ...governanceOf(request),
        ...timingOf(request),
      }
    }
    case 'run': {
      const { signatureVerified, runnerStatus, running, maxConcurrency, deployable, lapsed } = request
      const { hours, budget, environmentBudget } = request
      const facts = { signatureVerified, runnerStatus, running, maxConcurrency }
      return {
        ...facts,
        ...(hours && { hours }),
        ...(budget && { budget }),
        ...(environmentBudget && { environmentBudget }),
        ...(deployable !== undefined && { deployable }),
        ...governanceOf(request),
        ...(lapsed && { lapsed }),
      }
    }
  }
}

function governanceOf({ exceptions }: PolicyRequest): Context {
  return { ...(exceptions && { exceptions: exceptions.map(({ rule }) => rule) }) }
}

function timingOf(request: PolicyRequestOf<'pre_deploy' | 'deploy'>): Context {
  const { freezes, window, breakGlass, unreviewed, promotion } = request
  return {
    ...(freezes && { freezes: freezes.map(({ reason, until }) => `${reason} (until ${until})`) }),
    ...(window && { window: { open: window.open, opensAt: window.opensAt ?? '' } }),
    // Left out when it is not so: the schema of an older version does not know it.
    ...(breakGlass && { breakGlass: true }),
    ...(unreviewed !== undefined && { unreviewed }),
    ...(promotion && { promotion }),
  }
}
