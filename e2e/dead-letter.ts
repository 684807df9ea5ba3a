import { api, tokenOf } from './fixtures.ts'
import { barecount } from './portal.ts'

/** A run of an orders webhook in dev that fails for good, as Ada; without an order every attempt fails. */
export async function makeDeadLetter(runner: string, token = `dead-${runner}`): Promise<string> {
  await barecount('ada', 'run', 'start', runner, '--env', 'dev', '--token', token, '--wait')
  const query = `?token=${encodeURIComponent(token)}&status=open`
  const { body } = await api<{ deadLetters: { id: string }[] }>(await tokenOf('ada'), `/dead-letters${query}`)
  const id = body.deadLetters[0]?.id
  if (!id) throw new Error(`the run ${token} of ${runner} left no dead letter`)
  return id
}

/** A dead letter, and a replay of it that fails as it did. */
export async function makeReplay(runner: string): Promise<{ deadLetter: string; replay: string }> {
  const deadLetter = await makeDeadLetter(runner)
  const asked = { letters: { ids: [deadLetter] }, reason: 'To be looked at.' }
  const init = { method: 'POST', body: JSON.stringify(asked) }
  const { body } = await api<{ id: string }>(await tokenOf('ada'), '/replays', init)
  return { deadLetter, replay: body.id }
}
