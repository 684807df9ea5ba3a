/** What people are asked about. */
export const approvalKinds = ['deployment', 'policy', 'exception', 'break_glass_review', 'mass_replay'] as const
export type ApprovalKindName = (typeof approvalKinds)[number]
