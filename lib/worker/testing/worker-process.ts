import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')
const started: ChildProcess[] = []
const folders: string[] = []
afterAll(() => {
  for (const worker of started) worker.kill('SIGKILL')
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
})

/** A worker process as `npm run worker` starts it, on this test's database and home; of another checkout, where one is given. */
export function startWorker(env: Record<string, string> = {}, checkout = root): ChildProcess {
  const main = path.join(checkout, 'lib/worker/main.ts')
  const worker = spawn(process.execPath, [main], { stdio: 'ignore', cwd: checkout, env: { ...process.env, ...env } })
  started.push(worker)
  return worker
}

/** How a process that ends by itself ends. */
export async function endOf(worker: ChildProcess): Promise<number | string> {
  if (worker.exitCode !== null) return worker.exitCode
  const [code, signal] = (await once(worker, 'exit')) as [number | null, string | null]
  return code ?? signal ?? ''
}

/** The code as another release of it: a copy with one text in one file replaced. */
export function otherRelease(file: string, text: string, by: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-release-'))
  folders.push(folder)
  fs.chmodSync(folder, 0o755)
  for (const part of ['lib', 'agent', 'prisma'])
    fs.cpSync(path.join(root, part), path.join(folder, part), { recursive: true })
  fs.copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'))
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  const place = path.join(folder, file)
  const before = fs.readFileSync(place, 'utf8')
  if (!before.includes(text)) throw new Error(`${file} does not hold ${text}`)
  fs.writeFileSync(place, before.replace(text, by))
  return folder
}
