import { BareCountError } from '#lib/errors.ts'
import type { SupportByClass } from '../class-support.ts'
import type { Target, TargetKind } from '../target.ts'
import { type LocalTarget, openLocalTarget } from './local/local-target.ts'

let local: LocalTarget | undefined

/** The target of an environment. Throws `unsupported` for one this installation has not got. */
export function targetFor(kind: TargetKind): Target {
  if (kind === 'local') {
    local ??= openLocalTarget()
    return local
  }
  throw new BareCountError('unsupported', `This installation has no ${kind} target.`, {
    remedy: 'Deploy to an environment whose target is local.',
  })
}

/** Makes this process the one that runs things on its targets: what a dead one left is ended or taken over. */
export async function startTargets(executorId: string): Promise<void> {
  targetFor('local')
  local?.start(executorId)
}

/** Which classes this process can run. Asked with every heartbeat: an engine may come and go. */
export async function supportHere(): Promise<SupportByClass> {
  targetFor('local')
  return (await local?.support()) ?? {}
}

/** Ends every sandbox of this process. */
export async function stopTargets(): Promise<void> {
  await local?.stop()
  local = undefined
}
