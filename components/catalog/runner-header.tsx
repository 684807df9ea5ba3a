import type { ReactNode } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Status } from '#components/ui/status.tsx'
import { DestroyRunner, type DestroyRunnerProps, PromoteRunner, type PromoteRunnerProps } from './runner-actions.tsx'

type Props = {
  runner: {
    id: string
    name: string
    status: string
    manifestId: string
    environment: { name: string }
    manifestVersion: { version: number }
  }
  higher: PromoteRunnerProps['higher']
  /** Left out for those who may not. */
  promote: PromoteRunnerProps['acts'] | undefined
  /** Left out for those who may not. */
  destroy: DestroyRunnerProps['destroy'] | undefined
  /** The way to let nothing begin there. */
  pause: ReactNode
}

/** The head of a runner's page: its status, and what can be done with it as it stands. */
export function RunnerHeader({ runner, higher, promote, destroy, pause }: Props) {
  const { id, name, status, manifestId } = runner
  const environment = runner.environment.name
  const { version } = runner.manifestVersion
  return (
    <PageHeader
      title={name}
      crumbs={[{ label: 'Catalog', href: '/catalog' }]}
      description={<Status status={status} />}
      actions={
        <>
          {destroy && status !== 'destroyed' ? (
            <DestroyRunner runner={{ id, name, environment }} destroy={destroy} />
          ) : null}
          {status === 'active' ? pause : null}
          {promote && status === 'active' ? (
            <PromoteRunner runner={{ name, manifestId, version, environment }} higher={higher} acts={promote} />
          ) : null}
        </>
      }
    />
  )
}
