import { figure } from '../figure.ts'
import { MONTH_HOURS } from '../month.ts'
import { machineFor, type Usage } from '../price-book.ts'
import type { PriceBook, Workload } from '../schema.ts'
import { runsOf } from './runs-of.ts'

const MONTH_SECONDS = MONTH_HOURS * 3600
const DPU_VCPU_MILLI = 4000
/** A Glue job pays for a minute at least. */
const SHORTEST_JOB_SECONDS = 60

/** What executing the runs takes, by the class's way of billing. Pure. */
export function computeUsage(work: Workload, book: PriceBook): Usage[] {
  if (work.target === 'local' || work.profile === 'on_premise_agent') return ownHost(work)
  switch (work.size.runnerClass) {
    case 'serverless':
      return serverless(work)
    case 'container':
      return container(work)
    case 'managed_etl':
      return managedEtl(work)
    case 'dedicated_compute':
      return dedicated(work, book)
  }
}

const busySeconds = (work: Workload) => (runsOf(work) * work.durationMs) / 1000

function serverless(work: Workload): Usage[] {
  const gb = work.size.memoryMib / 1024
  const detail = `${figure(runsOf(work))} runs × ${figure(work.durationMs)} ms × ${figure(gb)} GB`
  return [{ kind: 'compute', priceId: 'lambda.x86.gb_second', quantity: busySeconds(work) * gb, detail }]
}

/** Copies that run all month: as many as the load keeps busy, within the bounds of the manifest. */
function container(work: Workload): Usage[] {
  const busy = Math.ceil(busySeconds(work) / MONTH_SECONDS / work.size.concurrency)
  const copies = Math.min(work.copies.max, Math.max(work.copies.min, busy))
  const vcpu = work.size.vcpuMilli / 1000
  const gb = work.size.memoryMib / 1024
  const detail = `${copies} of ${work.copies.min}–${work.copies.max} copies × ${MONTH_HOURS} h`
  return [
    {
      kind: 'compute',
      priceId: 'fargate.x86.vcpu_hour',
      quantity: copies * MONTH_HOURS * vcpu,
      detail: `${detail} × ${figure(vcpu)} vCPU`,
    },
    {
      kind: 'compute',
      priceId: 'fargate.x86.gb_hour',
      quantity: copies * MONTH_HOURS * gb,
      detail: `${detail} × ${figure(gb)} GB`,
    },
  ]
}

function managedEtl(work: Workload): Usage[] {
  const dpu = (work.size.workers * work.size.vcpuMilli) / DPU_VCPU_MILLI
  const seconds = Math.max(SHORTEST_JOB_SECONDS, Math.ceil(work.durationMs / 1000))
  const detail = `${figure(runsOf(work))} runs × ${figure(seconds)} s × ${figure(dpu)} DPU`
  return [{ kind: 'compute', priceId: 'glue.dpu_hour', quantity: (runsOf(work) * seconds * dpu) / 3600, detail }]
}

function dedicated(work: Workload, book: PriceBook): Usage[] {
  const machine = machineFor(book, work.size.vcpuMilli, work.size.memoryMib)
  const asked = `${figure(work.size.vcpuMilli / 1000)} vCPU and ${figure(work.size.memoryMib / 1024)} GB`
  const priceId = machine?.id ?? `a machine with ${asked}`
  return [{ kind: 'compute', priceId, quantity: MONTH_HOURS, detail: `One host with ${asked} for ${MONTH_HOURS} h` }]
}

function ownHost(work: Workload): Usage[] {
  const hours = busySeconds(work) / 3600
  const vcpu = (work.size.workers * work.size.vcpuMilli) / 1000
  const gib = (work.size.workers * work.size.memoryMib) / 1024
  const detail = `${figure(runsOf(work))} runs × ${figure(work.durationMs)} ms`
  return [
    {
      kind: 'compute',
      priceId: 'local.vcpu_hour',
      quantity: hours * vcpu,
      detail: `${detail} × ${figure(vcpu)} vCPU`,
    },
    { kind: 'compute', priceId: 'local.gib_hour', quantity: hours * gib, detail: `${detail} × ${figure(gib)} GiB` },
  ]
}
