'use client'

import { ArrowUpRight, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Promotion = { manifestId: string; from: string; to: string }

export type PromoteRunnerProps = {
  runner: { name: string; manifestId: string; version: number; environment: string }
  /** Environments of a higher rank, lowest first, with how many people must approve there. */
  higher: readonly { name: string; approvalsRequired: number }[]
  promote(input: Promotion): Promise<Answer<{ id: string }>>
}

/** Takes what runs here to a higher environment, after saying what that means. */
export function PromoteRunner({ runner, higher, promote }: PromoteRunnerProps) {
  const router = useRouter()
  const act = useAct(promote, ({ id }) => router.push(`/deployments/${id}`))
  const [next] = higher
  if (!next) return null
  return (
    <Dialog
      title={`Promote ${runner.name} v${runner.version}`}
      description="The same version and the same artifact, with the other environment’s variables. Nothing is built again."
      trigger={
        <Button variant="primary" icon={<ArrowUpRight />}>
          Promote
        </Button>
      }
    >
      {act.refusal ? <ErrorNotice {...act.refusal} className="mb-3" /> : null}
      <ul className="space-y-2">
        {higher.map((environment) => (
          <li key={environment.name} className="flex items-center gap-3 rounded-md border px-3 py-2">
            <EnvironmentMark name={environment.name} />
            <span className="min-w-0 flex-1 text-ink-muted">
              {environment.approvalsRequired ? `${environment.approvalsRequired} must approve` : 'goes at once'}
            </span>
            <Button
              pending={act.pending}
              onClick={() => act.run({ manifestId: runner.manifestId, from: runner.environment, to: environment.name })}
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
