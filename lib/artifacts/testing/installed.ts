import { spawnSync } from 'node:child_process'

/** Whether a program can be started here; what a test that needs it is skipped by. */
export function installed(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0
}
