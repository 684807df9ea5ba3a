// The API over HTTP for the agents of a soak, as a process of its own that can be killed: the routes themselves.
import http from 'node:http'
import { openTestPortal } from '#agent/testing/portal.ts'

const port = Number(process.argv[2])
const inner = await openTestPortal()
// The agents were told one address: whoever takes the place of a killed portal listens there too.
const server = http.createServer((request, response) => {
  const { method, headers, url } = request
  const forward = http.request(`${inner.url}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  forward.on('error', () => response.destroy())
  response.on('close', () => forward.destroy())
  request.pipe(forward)
})
server.listen(port, '127.0.0.1')
