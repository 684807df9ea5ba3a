import { busyboxImage } from '#lib/engines/testing/busybox-image.ts'

/** What a service does: asks the Runtime API for work and answers. `slow` events take as long as they say. */
const service = `
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation'
console.log('service up')
for (;;) {
  const next = await fetch(api + '/next')
  const id = next.headers.get('lambda-runtime-aws-request-id')
  const event = await next.json()
  if (event?.slow) await new Promise((resolve) => setTimeout(resolve, event.slow))
  const egress = event?.get ? await fetch(event.get).then((r) => (r.ok ? 'reached' : 'refused'), () => 'refused') : undefined
  await fetch(api + '/' + id + '/response', { method: 'POST', body: JSON.stringify({ was: event, egress }) })
}
`

/** An image of a service, as somebody's Dockerfile would make it. `version` makes it another image. */
export async function serviceImage(version = '1'): Promise<string> {
  const entrypoint = ['/.barecount/bin/node', '/app.mjs']
  const app = { type: 'file' as const, path: 'app.mjs', mode: 0o644, content: Buffer.from(service) }
  return (await busyboxImage({ Entrypoint: entrypoint, User: 'app', Labels: { version } }, [app])).digest
}
