import { execFileSync } from 'node:child_process'
import fs from 'node:fs'

const linux = process.platform === 'linux'

function read(name: string): string {
  try {
    return fs.readFileSync(name, 'utf8')
  } catch {
    return '' // it ended meanwhile
  }
}

/** `pid` and all that descends from it, the eldest first. */
export function treeOf(pid: number): number[] {
  const found = [pid]
  for (let at = 0; at < found.length; at++) found.push(...childrenOf(found[at] as number))
  return found
}

function childrenOf(pid: number): number[] {
  const listed = linux
    ? threadsOf(pid)
        .map((thread) => read(`/proc/${pid}/task/${thread}/children`))
        .join(' ')
    : pgrep(pid)
  return listed.split(/\s+/).filter(Boolean).map(Number)
}

function threadsOf(pid: number): string[] {
  try {
    return fs.readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

function pgrep(pid: number): string {
  try {
    return execFileSync('/usr/bin/pgrep', ['-P', String(pid)], { encoding: 'utf8' })
  } catch {
    return '' // it answers 1 when there are none
  }
}

/** Memory in KiB that the tree holds now, and the most that any one of its processes ever held. */
export function memoryOf(tree: number[]): { now: number; peak: number } {
  if (!linux) {
    const now = tree.reduce((sum, pid) => sum + Number(psField(pid, 'rss') || 0), 0)
    return { now, peak: now }
  }
  let now = 0
  let peak = 0
  for (const pid of tree) {
    const status = read(`/proc/${pid}/status`)
    now += Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0)
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0))
  }
  return { now, peak: Math.max(now, peak) }
}

/** When a process started, in words only this host understands; undefined when it is gone. Tells a reused pid apart. */
export function startOf(pid: number): string | undefined {
  if (!linux) return psField(pid, 'lstart') || undefined
  // The command may hold spaces and brackets; the fields begin after the last of them.
  const fields = read(`/proc/${pid}/stat`).split(') ').pop()?.split(' ')
  // A zombie has ended; only its parent has not looked yet.
  return fields?.[0] === 'Z' ? undefined : fields?.[19]
}

function psField(pid: number, field: string): string {
  try {
    return execFileSync('/bin/ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** Ends `pid`, its process group and all that descends from it, at once. */
export function killTree(pid: number): void {
  const tree = treeOf(pid)
  signal(-pid)
  for (const one of tree) signal(one)
}

/** Ends whatever still runs as the account `uid`, also what left its parent. Only on Linux, where that can be seen. */
export function killAccount(uid: number): void {
  for (const name of linux ? fs.readdirSync('/proc') : []) {
    if (!/^\d+$/.test(name)) continue
    if (fs.statSync(`/proc/${name}`, { throwIfNoEntry: false })?.uid === uid) signal(Number(name))
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // gone already
  }
}
