import fs from 'node:fs'
import path from 'node:path'

const MAX_LINKS = 40

/**
 * Where `name` of an image lies below `root`, its symbolic links followed as if `root` were `/`: none leads out of it.
 * Folders on the way are made. The last part itself is not followed. Throws on a name that climbs, or on a loop.
 */
export function insideRoot(root: string, name: string): string {
  const parts = name.split('/').filter((part) => part && part !== '.')
  if (parts.includes('..')) throw new Error(`${JSON.stringify(name)} leads out of the image.`)
  const last = parts.pop()
  if (last === undefined) return root
  return path.join(walk(root, parts, { links: 0 }), last)
}

function walk(root: string, parts: string[], count: { links: number }): string {
  const done: string[] = []
  const todo = [...parts]
  while (todo.length) {
    const part = todo.shift() as string
    if (part === '..') {
      done.pop()
      continue
    }
    const here = path.join(root, ...done, part)
    const stat = fs.lstatSync(here, { throwIfNoEntry: false })
    if (!stat) fs.mkdirSync(here, { mode: 0o755 })
    else if (stat.isSymbolicLink()) {
      if (++count.links > MAX_LINKS) throw new Error(`Too many symbolic links at ${parts.join('/')}.`)
      const target = fs.readlinkSync(here)
      if (target.startsWith('/')) done.length = 0
      todo.unshift(...target.split('/').filter((one) => one && one !== '.'))
      continue
    } else if (!stat.isDirectory()) throw new Error(`${parts.join('/')} goes through a file.`)
    done.push(part)
  }
  return path.join(root, ...done)
}
