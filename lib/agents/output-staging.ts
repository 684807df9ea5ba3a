import fs from 'node:fs'
import path from 'node:path'
import { digestOfFile } from '../digest-of-file.ts'
import { homePath } from '../env.ts'
import { BareCountError } from '../errors.ts'
import type { FinishedBody } from './schema.ts'

/** Where what an agent uploads for an attempt lies until the run ends; nobody but the portal writes there. */
function stagingFolder(runId: string, attempt: number): string {
  return homePath('agent-output', `${runId}-${attempt}`)
}

/** The place of an output file below its staging folder. Throws `invalid_input` for a name that could leave it. */
export function stagedFile(runId: string, attempt: number, name: string): string {
  const parts = name.split('/')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const plain = !/[\u0000-\u001f\u007f\\]/.test(name) && parts.every((part) => part && part !== '.' && part !== '..')
  if (!plain) {
    const what = JSON.stringify(name)
    throw new BareCountError('invalid_input', `The output of the run was refused: ${what} is no plain name.`, {
      remedy: 'Write plain files below BC_OUTPUT_DIR.',
    })
  }
  return path.join(stagingFolder(runId, attempt), ...parts)
}

/**
 * The staging folder of an attempt, when it holds exactly the files that the agent signed for.
 * Throws `conflict` when it does not: the agent then uploads again.
 */
export async function checkedStaging({ runId, attempt, output }: FinishedBody): Promise<string> {
  const folder = stagingFolder(runId, attempt)
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const present = new Set(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))),
  )
  for (const file of output) {
    const here = present.delete(file.path) && (await digestOfFile(path.join(folder, file.path))) === file.digest
    if (!here) throw notAsSigned(`${file.path} is not there as it was signed for`)
  }
  for (const left of present) fs.rmSync(path.join(folder, left))
  return folder
}

/** Removes what was uploaded for an attempt: it is output by now, or nobody wants it. */
export function dropStaging(runId: string, attempt: number): void {
  fs.rmSync(stagingFolder(runId, attempt), { recursive: true, force: true })
}

const notAsSigned = (why: string) =>
  new BareCountError('conflict', `The output of the run is not complete: ${why}.`, { remedy: 'Upload it again.' })
