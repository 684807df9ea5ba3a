import type { RunnerSpec } from '../../target.ts'
import { type ClassHost, unsupportedHost } from './class-host.ts'
import { openEtlHost } from './etl/etl-host.ts'
import { openServerlessHost } from './serverless-host.ts'

type SpecOf<C> = Extract<RunnerSpec, { class: C }>

/** What runs each class here. */
export type Hosts = { [C in RunnerSpec['class']]: ClassHost<SpecOf<C>> }

const another = 'Use the class serverless.'

/** One host a class. */
export function openHosts(): Hosts {
  return {
    serverless: openServerlessHost(),
    container: unsupportedHost('service', 'This installation runs no containers.', another),
    managed_etl: openEtlHost(),
    dedicated_compute: unsupportedHost('launch_template', 'This installation starts no hosts.', another),
  }
}
