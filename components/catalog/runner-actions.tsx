'use client'

import { ArrowUpRight, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { BoardActs } from '#components/promotions/board-moves.ts'
import { MoveDialog } from '#components/promotions/move-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'

export type PromoteRunnerProps = {
  runner: { name: string; manifestId: string; version: number; environment: string }
  /** Environments of a higher rank, lowest first, with how many people must approve there. */
  higher: readonly { name: string; approvalsRequired: number }[]
  acts: BoardActs
}

/** Takes what runs here to a higher environment, after saying what that means. */
export function PromoteRunner({ runner, higher, acts }: PromoteRunnerProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState<string>()
  const { name, manifestId, environment: from } = runner
  const [next] = higher
  if (!next) return null
  if (to) {
    const move = { kind: 'promote' as const, manifestId, name, from, to }
    const go = (id: string) => router.push(`/deployments/${id}`)
    return <MoveDialog move={move} acts={acts} onClose={() => setTo(undefined)} onDone={go} />
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Promote ${runner.name} v${runner.version}`}
      description="The same version and the same artifact, with the other environment’s variables. Nothing is built again."
      trigger={
        <Button variant="primary" icon={<ArrowUpRight />}>
          Promote
        </Button>
      }
    >
      <ul className="space-y-2">
        {higher.map((environment) => (
          <li key={environment.name} className="flex items-center gap-3 rounded-md border px-3 py-2">
            <EnvironmentMark name={environment.name} />
            <span className="min-w-0 flex-1 text-ink-muted">
              {environment.approvalsRequired ? `${environment.approvalsRequired} must approve` : 'goes at once'}
            </span>
            <Button
              onClick={() => {
                setOpen(false)
                setTo(environment.name)
              }}
            >
              Promote to {environment.name}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

export type DestroyRunnerProps = {
  runner: { id: string; name: string; environment: string }
  destroy(input: { id: string }): Promise<Answer<void>>
}

/** Takes the runner off its target, after asking. */
export function DestroyRunner({ runner, destroy }: DestroyRunnerProps) {
  const [open, setOpen] = useState(false)
  const act = useAct(destroy, () => setOpen(false))
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Destroy ${runner.name} in ${runner.environment}?`}
      description="Its triggers stop and it takes no more work. Its runs and evidence stay; a later deployment makes it anew."
      trigger={<Button icon={<Trash2 />}>Destroy</Button>}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>Keep it</Button>
          <Button variant="danger" pending={act.pending} onClick={() => act.run({ id: runner.id })}>
            Destroy {runner.name}
          </Button>
        </>
      }
    >
      {act.refusal ? (
        <ErrorNotice {...act.refusal} />
      ) : (
        <p>Whoever calls its webhook will be told that nothing is there.</p>
      )}
    </Dialog>
  )
}
