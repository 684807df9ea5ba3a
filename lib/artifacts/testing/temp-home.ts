import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { env } from '../../env.ts'

/** A home of its own for the test file that calls this; removed when the file ends. Returns its path. */
export function temporaryHome(): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'artifacts-'))
  env.BARECOUNT_HOME = home
  afterAll(() => fs.rmSync(home, { recursive: true, force: true }))
  return home
}

/** Writes files under `folder`, making folders as needed; returns `folder`. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): string {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), content)
  }
  return folder
}
