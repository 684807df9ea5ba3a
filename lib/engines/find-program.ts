import fs from 'node:fs'
import path from 'node:path'
import { toolEnvironment } from '../env.ts'

/** Where Debian keeps what root runs; not on everybody's path. */
const SYSTEM = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin']

/** The path of a program of this host, or undefined. */
export function findProgram(name: string): string | undefined {
  const folders = [...(toolEnvironment().PATH ?? '').split(path.delimiter), ...SYSTEM].filter(Boolean)
  return folders.map((folder) => path.join(folder, name)).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK)
    return true
  } catch {
    return false
  }
}
