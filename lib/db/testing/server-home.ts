import crypto from 'node:crypto'
import os from 'node:os'
import path from 'node:path'

/**
 * Where the database server of tests or benches lives: kept between runs, and one for each checkout, account and
 * purpose, since whoever started a server also stops it.
 */
export function serverHome(purpose: 'test' | 'bench'): string {
  const checkout = crypto.createHash('sha256').update(process.cwd()).digest('hex').slice(0, 8)
  return path.join(os.tmpdir(), `barecount-${purpose}-${process.getuid?.() ?? 'user'}-${checkout}`)
}
