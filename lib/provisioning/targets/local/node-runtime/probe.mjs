import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'

// Runs inside a sandbox and tells what it can see: the isolation report says what was observed, not what was asked for.
const [, , canaryFile, canaryPort] = process.argv

const readable = (name) => {
  try {
    fs.readFileSync(name)
    return true
  } catch {
    return false
  }
}

const connects = (host, port) =>
  new Promise((resolve) => {
    const socket = net.connect({ host, port: Number(port), timeout: 1000 })
    const end = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false))
  })

/** The processes to be seen, or undefined where the file system hides /proc altogether. */
const processes = () => {
  try {
    return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length
  } catch {
    return undefined
  }
}

const status = readable('/proc/self/status') ? fs.readFileSync('/proc/self/status', 'utf8') : ''
const observed = {
  uid: process.getuid?.(),
  noNewPrivileges: /^NoNewPrivs:\s*1$/m.test(status),
  readsHostFile: readable(canaryFile),
  processes: processes(),
  reachesHost: await connects('127.0.0.1', canaryPort),
  interfaces: Object.values(os.networkInterfaces())
    .flat()
    .filter((one) => !one.internal).length,
  environment: Object.keys(process.env),
}
process.stdout.write(JSON.stringify(observed))
