import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Whether the process that wrote the lock still lives. Another user's process answers EPERM, and lives. */
function holderLives(file: string): boolean {
  try {
    process.kill(Number(fs.readFileSync(file, 'utf8')), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Runs `work` while holding `file` as a lock between processes. A lock whose holder was killed is taken over.
 * Throws when a living holder keeps it for `timeoutMs`.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>, timeoutMs = 60_000): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (!holderLives(file)) fs.rmSync(file, { force: true })
      else if (Date.now() > deadline) throw new Error(`Another process has held ${file} for ${timeoutMs} ms.`)
      else await pause(100)
    }
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}
