/** The first environments, by rank. prod asks one approver. */
export const firstEnvironments = [
  { name: 'dev', rank: 1, approvalsRequired: 0, variables: { BC_ENVIRONMENT: 'dev' } },
  { name: 'test', rank: 2, approvalsRequired: 0, variables: { BC_ENVIRONMENT: 'test' } },
  { name: 'prod', rank: 3, approvalsRequired: 1, variables: { BC_ENVIRONMENT: 'prod' } },
]
