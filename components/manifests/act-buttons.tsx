'use client'

import { Archive, Rocket } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { toastRefused } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'

export type DeployProps = {
  manifestVersionId: string
  environment: string
  deploy(input: { manifestVersionId: string; environment: string; startsAt?: string }): Promise<Answer<{ id: string }>>
}

/** Deploys one version and goes to where its stages can be watched. */
export function DeployButton({ manifestVersionId, environment, deploy }: DeployProps) {
  const router = useRouter()
  const { run, pending } = useAct(
    async (input: Parameters<typeof deploy>[0]) => {
      const answer = await deploy(input)
      if (!answer.ok) toastRefused(answer.problem)
      return answer
    },
    ({ id }) => router.push(`/deployments/${id}`),
  )
  return (
    <Button
      variant="primary"
      icon={<Rocket />}
      pending={pending}
      onClick={() => run({ manifestVersionId, environment })}
    >
      Deploy to {environment}
    </Button>
  )
}

export type ArchiveProps = { id: string; name: string; archive(input: { id: string }): Promise<Answer<unknown>> }

/** Takes a manifest out of the lists, after asking. */
export function ArchiveButton({ id, name, archive }: ArchiveProps) {
  const router = useRouter()
  const { run, pending, refusal } = useAct(archive, () => router.push('/manifests'))
  return (
    <Dialog
      trigger={<Button icon={<Archive />}>Archive</Button>}
      title={`Archive ${name}?`}
      description="It leaves the list. Versions and evidence stay, and submitting it again brings it back."
      footer={
        <>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" pending={pending} onClick={() => run({ id })}>
            Archive {name}
          </Button>
        </>
      }
    >
      {refusal ? <ErrorNotice {...refusal} /> : <p>Runners must be destroyed first.</p>}
    </Dialog>
  )
}
