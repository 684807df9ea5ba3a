import fs from 'node:fs'
import path from 'node:path'
import { digestOfFile } from '../digest-of-file.ts'
import { homePath } from '../env.ts'
import { BareCountError } from '../errors.ts'
import { isOutputPath } from './output-limits.ts'
import type { FinishedBody } from './schema.ts'

/** One attempt at a run, as the agent that uploads for it names it. */
export type Staged = { agentId: string; runId: string; attempt: number }

/**
 * Where what an agent uploads for an attempt lies until the run ends; nobody but the portal writes there. Below the
 * agent's own folder: it names the run itself, and may name one that is not its.
 */
function stagingFolder({ agentId, runId, attempt }: Staged): string {
  return homePath('agent-output', agentId, `${runId}-${attempt}`)
}

/** The place of an output file below its staging folder. Throws `invalid_input` for a name that could leave it. */
export function stagedFile(of: Staged, name: string): string {
  if (!isOutputPath(name)) {
    throw new BareCountError(
      'invalid_input',
      `The output of the run was refused: ${JSON.stringify(name)} is no plain name.`,
      {
        remedy: 'Write plain files below BC_OUTPUT_DIR.',
      },
    )
  }
  return path.join(stagingFolder(of), ...name.split('/'))
}

/**
 * The staging folder of an attempt, when it holds exactly the files that the agent signed for.
 * Throws `conflict` when it does not: the agent then uploads again.
 */
export async function checkedStaging(of: Staged, output: FinishedBody['output']): Promise<string> {
  const folder = stagingFolder(of)
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
export function dropStaging(of: Staged): void {
  fs.rmSync(stagingFolder(of), { recursive: true, force: true })
}

const notAsSigned = (why: string) =>
  new BareCountError('conflict', `The output of the run is not complete: ${why}.`, { remedy: 'Upload it again.' })
