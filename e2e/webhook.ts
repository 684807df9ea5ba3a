import { api, tokenOf } from './fixtures.ts'

/** A webhook of Acme to where nobody listens, with one delivery in its log. */
export async function makeWebhook(): Promise<{ webhook: string; delivery: string }> {
  const token = await tokenOf('edsger')
  const init = (body: object) => ({ method: 'POST', body: JSON.stringify(body) })
  const terms = { name: 'Nobody', url: 'https://nobody.invalid/hook' }
  const { id } = (await api<{ id: string }>(token, '/webhooks', init(terms))).body
  await api(token, `/webhooks/${id}/ping`, init({}))
  const { body } = await api<{ deliveries: { id: string }[] }>(token, `/webhooks/${id}/deliveries`)
  return { webhook: id, delivery: body.deliveries[0]?.id ?? '' }
}
