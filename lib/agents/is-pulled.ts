import type { RunnerSpec } from '../provisioning/target.ts'

/** Whether agents pull the runs of such a runner; the others are invoked by the worker. Pure. */
export function isPulled(spec: Partial<Pick<RunnerSpec, 'class' | 'profile'>>): boolean {
  return spec.class === 'container' || spec.class === 'dedicated_compute' || spec.profile === 'on_premise_agent'
}
