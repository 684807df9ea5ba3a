import { openInstanceHosts } from '#lib/provisioning/targets/local/instances/instance-hosts.ts'
import { openInstanceFleet } from '../instance-fleet.ts'

// A worker that does nothing but look after instances: a test kills it. Its id is the first argument.
const fleet = openInstanceFleet({ hosts: openInstanceHosts(), canStart: async () => true })
fleet.begin(process.argv[2] ?? 'worker')
