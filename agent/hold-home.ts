import fs from 'node:fs'
import path from 'node:path'
import { startOf } from '#lib/provisioning/targets/local/sandbox/process-tree.ts'
import { ConfigError } from './config.ts'
import { writeSynced } from './key.ts'

/** Makes this process the one agent of a home: two would fork its spool. Throws a ConfigError while another lives. */
export function holdHome(home: string): void {
  const file = path.join(home, 'agent.pid')
  const [pid = '', start = ''] = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : []
  // A pid alone may have been given to another process since.
  if (pid && Number(pid) !== process.pid && startOf(Number(pid)) === start) {
    throw new ConfigError(`BARECOUNT_AGENT_HOME: another agent (process ${pid}) runs on ${home}.`)
  }
  writeSynced(file, `${process.pid}\n${startOf(process.pid) ?? ''}\n`)
}
