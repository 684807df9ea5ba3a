import type { DeploymentName } from './parts.ts'

/** `rule` by its id, `scope` in words. */
type ExceptionName = { exceptionId: string; rule: string; scope: string }
type GlassName = { breakGlassId: string; environment: string; manifest?: string | undefined }

/** Rules that are let go for a time. */
export type ExceptionFacts = {
  'exception.requested': ExceptionName & {
    approvalId: string
    category: string
    justification: string
    risk: string
    costPlan: string
    startsAt: string
    expiresAt: string
    /** The exception that it would continue. */
    renews?: string | undefined
  }
  'exception.activated': ExceptionName & { approvalId: string; startsAt: string; expiresAt: string }
  'exception.rejected': ExceptionName & { approvalId: string; reason: string }
  'exception.withdrawn': ExceptionName
  'exception.revoked': ExceptionName & { reason: string }
  'exception.expired': ExceptionName & { reason?: string | undefined }
  'break_glass.opened': GlassName & { reason: string; until: string }
  'break_glass.used': GlassName & DeploymentName & { passedOver: readonly string[] }
  'break_glass.closed': GlassName & { how: 'closed' | 'ended'; uses: number }
  'break_glass.reviewed': GlassName & {
    approvalId: string
    justified: boolean
    comment?: string | undefined
    deployments: readonly string[]
  }
}
