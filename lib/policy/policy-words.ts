// Apart from schema.ts, so that pages which only name gates and levels do not carry the whole validator.

export const policyGates = ['pre_deploy', 'deploy', 'run'] as const
export type PolicyGateName = (typeof policyGates)[number]

/** advisory is shown; soft may be overridden by an approver with the permission; hard by nobody. */
export const policyLevels = ['hard', 'soft', 'advisory'] as const
export type PolicyLevel = (typeof policyLevels)[number]
