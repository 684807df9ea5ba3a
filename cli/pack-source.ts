import fs from 'node:fs'
import path from 'node:path'
import { type Zippable, zipSync } from 'fflate'
import { CliError, exitCodes } from './context.ts'

/** Never part of a function. */
const leftOut = new Set(['.git', '.DS_Store'])

export type PackedSource = { filename: string; bytes: Uint8Array; contentType: string }

/**
 * A folder, zip or git bundle as it is uploaded. Only a carrier: the build makes the reproducible zip from it.
 * Throws a CliError when the path is not there or holds a link, which could point outside.
 */
export function packSource(source: string): PackedSource {
  const stat = fs.statSync(source, { throwIfNoEntry: false })
  if (!stat) throw new CliError(`The manifest’s source ${source} is not there.`, exitCodes.usage)
  const filename = path.basename(source)
  if (stat.isFile()) {
    const contentType = filename.endsWith('.bundle') ? 'application/octet-stream' : 'application/zip'
    return { filename, bytes: fs.readFileSync(source), contentType }
  }
  const files: Zippable = {}
  const add = (folder: string, prefix: string) => {
    const locked = fs.existsSync(path.join(folder, 'package-lock.json'))
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      // With a lockfile the build installs the packages itself; what lies here is made for this machine.
      if (leftOut.has(entry.name) || (locked && entry.name === 'node_modules')) continue
      const full = path.join(folder, entry.name)
      if (entry.isSymbolicLink())
        throw new CliError(`${full} is a symbolic link; a source holds only files and folders.`)
      if (entry.isDirectory()) add(full, `${prefix}${entry.name}/`)
      else {
        const executable = (fs.statSync(full).mode & 0o111) !== 0
        files[`${prefix}${entry.name}`] = [
          fs.readFileSync(full),
          { mtime: new Date(1980, 0, 1), os: 3, attrs: (executable ? 0o100755 : 0o100644) << 16 },
        ]
      }
    }
  }
  add(source, '')
  return { filename: `${filename}.zip`, bytes: zipSync(files), contentType: 'application/zip' }
}
