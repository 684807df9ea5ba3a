import { sayDuration } from '../say-duration.ts'
import { type StageName, stageTitle } from './stage-names.ts'

type StageView = {
  name: StageName
  status: string
  attempt: number
  reason: string | null
  startedAt: Date | string | null
  finishedAt: Date | string | null
}

type DeploymentView = {
  status: string
  reason: string | null
  waitingUntil: Date | string | null
  cancelRequestedAt?: Date | string | null
  stages: readonly StageView[]
}

/** One sentence on where a deployment stands: what runs, what it waits for and until when, or how it ended. Pure. */
export function whereItStands(deployment: DeploymentView, now: Date, sayInstant: (at: Date) => string): string {
  const { status, stages } = deployment
  if (status === 'waiting_approval') {
    const until = deployment.waitingUntil ? ` until ${sayInstant(new Date(deployment.waitingUntil))}` : ''
    return `${(deployment.reason ?? 'Waiting for an approver').replace(/\.$/, '')}${until}.`
  }
  if (status === 'scheduled' && deployment.waitingUntil)
    return `It begins by itself at ${sayInstant(new Date(deployment.waitingUntil))}.`
  if (status === 'queued') return 'Queued. A worker takes it within a moment.'
  if (status === 'running') {
    const running = stages.find((stage) => stage.status === 'running')
    if (deployment.cancelRequestedAt) return `Cancelling${running ? ` ${stageTitle(running.name)}` : ''}…`
    if (!running) return 'Between two stages.'
    const since = running.startedAt ? `, for ${sayDuration(now.getTime() - new Date(running.startedAt).getTime())}` : ''
    const again = running.attempt > 1 ? ` (attempt ${running.attempt})` : ''
    return `${stageTitle(running.name)} is at work${since}${again}.`
  }
  if (status === 'succeeded') return 'Done. The runner takes work.'
  const failed = stages.find((stage) => stage.status === 'failed')
  if (status === 'failed' && failed) return `${stageTitle(failed.name)} failed: ${failed.reason ?? 'no reason given'}`
  return deployment.reason ?? `It is ${status}.`
}
