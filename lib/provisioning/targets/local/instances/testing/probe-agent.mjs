// Stands in for the agent: says what it sees from inside, asks the portal through its socket, and ends when told to.
import fs from 'node:fs'
import http from 'node:http'

const tried = (work) => {
  try {
    work()
    return 'did'
  } catch (error) {
    return error.code
  }
}
const {
  BARECOUNT_AGENT_SOCKET: socketPath,
  BARECOUNT_AGENT_HOME: home,
  BARECOUNT_AGENT_ENROLMENT_FILE: file,
} = process.env
const answer = await new Promise((resolve) => {
  const ask = http.get({ socketPath, path: '/hello', host: 'portal' }, (response) => {
    response.setEncoding('utf8')
    response.on('data', resolve)
  })
  ask.on('error', (error) => resolve(error.code))
})
const status = fs.readFileSync('/proc/self/status', 'utf8')
console.log(
  JSON.stringify({
    portal: answer,
    token: fs.readFileSync(file, 'utf8'),
    uid: process.getuid(),
    capabilities: /CapEff:\s+(\S+)/.exec(status)[1],
    noNewPrivileges: /NoNewPrivs:\s+(\S+)/.exec(status)[1],
    greeting: process.env.GREETING,
    loosening: process.env.NODE_OPTIONS ?? 'none',
    command: process.env.BARECOUNT_AGENT_COMMAND,
    writes: ['/usr/x', '/etc/x', '/var/x', '/tmp/x', `${home}/x`].map((name) =>
      tried(() => fs.writeFileSync(name, 'x')),
    ),
    processes: fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length < 8,
    interfaces: fs.readFileSync('/proc/net/dev', 'utf8').split('\n').slice(2, -1).length,
  }),
)
process.on('SIGTERM', () => {
  console.log('told to end')
  process.exit(0)
})
if (process.env.TAKES_MEMORY) globalThis.taken = Buffer.alloc(700 * 1024 * 1024, 1)
setInterval(() => {}, 1000)
