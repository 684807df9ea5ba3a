/** The process answers; says nothing of what it depends on. */
export function GET(): Response {
  return Response.json({ status: 'ok' })
}
