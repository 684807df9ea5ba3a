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

/** How long `from` → `to` took, as people say it: `0.8 s`, `12 s`, `3 min 5 s`. Pure. */
export function sayDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes < 60) return rest ? `${minutes} min ${rest} s` : `${minutes} min`
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60]
  return left ? `${hours} h ${left} min` : `${hours} h`
}

/** One sentence on where a deployment stands: what runs, what it waits for and until when, or how it ended. Pure. */
export function whereItStands(deployment: DeploymentView, now: Date, sayInstant: (at: Date) => string): string {
  const { status, stages } = deployment
  if (status === 'waiting_approval') {
    const until = deployment.waitingUntil ? ` until ${sayInstant(new Date(deployment.waitingUntil))}` : ''
    return `${(deployment.reason ?? 'Waiting for an approver').replace(/\.$/, '')}${until}.`
  }
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
