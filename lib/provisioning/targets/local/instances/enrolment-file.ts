import fs from 'node:fs'
import path from 'node:path'
import type { InstanceFolder } from './instance-folder.ts'

/** Leaves the one-time token where only this instance finds it: not in its environment, which the engine shows. */
export function writeEnrolment(folder: InstanceFolder, token: string): void {
  // The account inside is the image's own choice, so it is readable; only the mount leads to it.
  fs.writeFileSync(path.join(folder.run, 'enrolment'), token, { mode: 0o444 })
}
