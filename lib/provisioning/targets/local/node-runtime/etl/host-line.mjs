import net from 'node:net'

/**
 * The line to the host: JSON documents, one a line. `tell` does not wait; `ask` resolves when the host has dealt with
 * it. Code of the job could write here too, and would only lie about itself: the host looks at the files.
 */
export async function connectToHost(path) {
  const socket = net.connect(path)
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  const asked = new Map()
  let rest = ''
  socket.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    for (const line of lines) asked.get(JSON.parse(line).part)?.()
  })
  // Without a host nobody wants what is done here.
  socket.on('close', () => process.exit(1))
  const tell = (message) => socket.write(`${JSON.stringify(message)}\n`)
  return {
    tell,
    ask(message) {
      return new Promise((resolve) => {
        asked.set(message.part, resolve)
        tell(message)
      })
    },
    close() {
      socket.removeAllListeners('close')
      return new Promise((resolve) => socket.end(resolve))
    },
  }
}
