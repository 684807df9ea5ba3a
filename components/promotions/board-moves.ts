import type { Answer } from '#components/ui/use-act.ts'
import type { FieldChange } from '#lib/manifests/diff-manifests.ts'
import type { HoldInput, MoveInput, ReleaseInput } from '#lib/promotions/schema.ts'

/** What the confirmation is told of a move. */
export type Preview = {
  version: number
  artifactDigest: string
  from: string
  to: string
  live: { version: number; artifactDigest: string } | undefined
  changed: FieldChange[]
  allowed: boolean
  overridable: boolean
  findings: { id: string; level: string; reason: string; remedy: string }[]
  approvalsRequired: number
  opensAt: string | undefined
}

/** What people may do on the board; left out what they may not. */
export type BoardActs = {
  preview(input: MoveInput): Promise<Answer<Preview>>
  promote?: (input: {
    manifestId: string
    from: string
    to: string
    startsAt?: string
  }) => Promise<Answer<{ id: string }>>
  rollBack?: (input: {
    manifestId: string
    environment: string
    version?: number | undefined
    startsAt?: string
  }) => Promise<Answer<{ id: string }>>
  hold?: (input: HoldInput) => Promise<Answer<{ id: string }>>
  release?: (input: ReleaseInput) => Promise<Answer<void>>
}

/** A cell as the board draws it. */
export type CellView = {
  runnerId: string
  manifestId: string
  environment: string
  status: string
  version: number
  artifactDigest: string
  deploymentId: string
  since: Date | string | null
  drifted: boolean
  health: string
  behind: number
  runs: { ended: number; failed: number }
  holdId: string | null
  heldBy: string | null
  held: string | null
  comingId: string | null
  comingStatus: string | null
  comingKind: string | null
  comingVersion: number | null
}

/** A deployment on its way, or one that did not arrive. */
export type ComingView = { id: string; status: string; version: number }

export type RowView = {
  id: string
  name: string
  cells: readonly (CellView | undefined)[]
  coming: readonly (ComingView | undefined)[]
}
export type EnvironmentView = { name: string; approvalsRequired: number; requirePrevious: boolean }

/** What somebody is about to do, and is asked once more. */
export type Intent =
  | { act: 'promote'; row: RowView; from: string; to: string }
  | { act: 'rollback'; row: RowView; in: string }
  | { act: 'hold'; row: RowView; cell: CellView }
