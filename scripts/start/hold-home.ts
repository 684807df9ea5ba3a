import fs from 'node:fs'
import path from 'node:path'

/**
 * Makes this process the one that runs on `home`. A lock left by a killed parent is taken over. Ends the process with
 * a plain sentence when another one lives. Returns what gives it back.
 */
export function holdHome(home: string): () => void {
  const file = path.join(home, 'up.pid')
  const other = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0
  if (other && other !== process.pid && lives(other)) {
    console.error(`The portal already runs on ${home} (process ${other}). Stop it, or give another --home and --port.`)
    process.exit(1)
  }
  fs.writeFileSync(file, String(process.pid))
  return () => fs.rmSync(file, { force: true })
}

/** Whether `pid` is a portal: after a reboot its number may belong to anything. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  return !fs.existsSync(commandLine) || fs.readFileSync(commandLine, 'utf8').includes('start.ts')
}
