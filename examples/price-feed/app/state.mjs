import http from 'node:http'

/** `GET /healthz` says how the feed stands: 200 while the series is in force, 503 when the last look failed. */
export async function serveState(feed, port) {
  const server = http.createServer((request, response) => {
    if (request.url !== '/healthz') return void response.writeHead(404).end()
    const state = feed.state()
    response.writeHead(state.fault ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(state))
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return { port: server.address().port, close: () => server.close() }
}
