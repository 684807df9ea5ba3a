import { readiness } from '#lib/worker/readiness.ts'

export const dynamic = 'force-dynamic'

/** Whether database and worker are there too. */
export async function GET(): Promise<Response> {
  const state = await readiness()
  return Response.json(state, { status: state.ready ? 200 : 503 })
}
