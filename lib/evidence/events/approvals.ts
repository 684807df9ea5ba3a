type Asked = { approvalId: string; approvalKind: string; decisionDigest: string }

/** What people decide, and for whom. */
export type ApprovalFacts = {
  'approval.requested': Asked & {
    /** Id of what is decided. */
    subject: string
    required: number
    slots: { rule: string; by: string; count: number; assurance: string; overrides: boolean }[]
    expiresAt: string
    /** Approved now for a later start. */
    startsAt?: string | undefined
    summary: string
  }
  'approval.voted': Asked & {
    verdict: 'approve' | 'reject' | 'withdraw'
    /** E-mail address of whoever had delegated it. */
    onBehalfOf?: string | undefined
    /** Rules whose places it fills. */
    fills: readonly string[]
    /** Those among them that it overrides. */
    overrides: readonly string[]
    assurance: 'session' | 'password' | 'passkey'
    /** What a passkey signed. */
    assertion?: object | undefined
    comment?: string | undefined
  }
  'approval.decided': Asked & {
    outcome: string
    approvals: number
    required: number
    reason?: string | undefined
  }
  'approval.executed': Asked & {
    /** Whose votes counted when it was carried out, place by place. */
    counted: { rule: string; who: string; onBehalfOf?: string; overrides?: string }[]
  }
  'approval.late': Asked & {
    /** To the admins, after those who could decide were told. */
    escalated: boolean
    told: number
    missing: number
  }
  'group.saved': {
    groupId: string
    name: string
    members: readonly string[]
    added: number
    removed: number
    costCentres: readonly string[]
  }
  'group.removed': { groupId: string; name: string }
  'delegation.made': { delegationId: string; to: string; startsAt: string; endsAt: string; reason: string }
  'delegation.ended': { delegationId: string; from: string; to: string }
}
