import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** Runs in a runner's own sandbox: writes and reads back its storage, and shows that the secret reached it. */
export async function handler({ nonce }) {
  const file = path.join(process.env.BC_OUTPUT_DIR, 'smoke-test.txt')
  fs.writeFileSync(file, nonce)
  return {
    readBack: fs.readFileSync(file, 'utf8') === nonce,
    secretDigest: crypto
      .createHash('sha256')
      .update(process.env.BC_SMOKE_SECRET ?? '')
      .digest('hex'),
  }
}
