import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { from: string; to: string[]; text: string }

type Answers = {
  /** What it says to a recipient; `undefined` takes it. */
  recipient?: (address: string, before: number) => { code: number; text: string } | undefined
  /** It takes the mail and never says so. */
  silent?: (before: number) => boolean
  /** Where it listens; a free port when left out. */
  port?: number
}

/** A real SMTP server on the loopback that keeps what it is handed. Close it with `close`. */
export async function mailServer(answers: Answers = {}) {
  const mails: Received[] = []
  let asked = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const refusal = answers.recipient?.(address, asked++)
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : undefined)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const silent = answers.silent?.(mails.length)
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
        })
        if (!silent) done()
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(answers.port ?? 0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { mails, url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>((closed) => server.close(closed)) }
}
