import { bodyOf, type Schema } from './body-of.ts'
import { makeReplay } from './dead-letter.ts'
import { deployWithFindings } from './denied-deployment.ts'
import { api, baseUrl, expect, test, tokenOf } from './fixtures.ts'
import { addPerson, tokenFor } from './more-people.ts'
import { barecount, withOwner } from './portal.ts'
import { makeWebhook } from './webhook.ts'

type Operation = {
  summary: string
  security?: unknown[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
}
type Document = { paths: Record<string, Record<string, Operation>> }

const unknownUlid = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

/** One of each thing that belongs to Acme, by the name of the path parameter that takes its id. */
async function acmeIds(): Promise<Record<string, string>> {
  const deployed = await barecount(
    'ada',
    'deploy',
    'examples/orders-webhook/manifest.yaml',
    '--env',
    'dev',
    '--wait',
    '--json',
  )
  const deployment = JSON.parse(deployed.stdout) as { id: string; manifest: { id: string } }
  await barecount('ada', 'run', 'start', 'orders-webhook', '--env', 'dev', '--wait')
  await deployWithFindings('shopfront')
  const token = await tokenOf('ada')
  const first = async <K extends string>(path: string, key: K): Promise<Record<string, unknown>> => {
    const { body } = await api<Record<K, Record<string, unknown>[]>>(token, path)
    const row = body[key]?.[0]
    if (!row) throw new Error(`${path} has no ${key}`)
    return row
  }
  const versions = await first(`/manifests/${deployment.manifest.id}/versions`, 'versions')
  return {
    deploymentId: deployment.id,
    manifestId: deployment.manifest.id,
    version: String(versions.version),
    runnerId: String((await first('/runners', 'runners')).id),
    runId: String((await first('/runs', 'runs')).id),
    artifactId: String((await first('/artifacts', 'artifacts')).id),
    evidenceId: String((await first('/evidence', 'evidence')).id),
    findingId: String((await first('/findings', 'findings')).id),
    waiverId: await acmeWaiver(),
    ...(await acmeWebhook()),
    exceptionId: await acmeException(),
    breakGlassId: await acmeBreakGlass(),
    freezeId: await acmeFreeze(),
    draftId: await platformDraft(),
    decisionId: await decisionAbout(deployment.id),
    holdId: await acmeHold(deployment.manifest.id),
    ...(await acmeAlerts()),
    ...(await acmeReplay()),
    triggerId: String((await first('/triggers', 'triggers')).id),
    ...(await acmeTopic()),
    pauseId: await acmePause(String((await first('/runners', 'runners')).id)),
  }
}

/** Of the platform's rules: nobody's but those who write policies, until it is a version. */
async function platformDraft(): Promise<string> {
  const init = { method: 'POST', body: JSON.stringify({ scope: 'platform', title: 'To be kept apart.' }) }
  return (await api<{ id: string }>(await tokenOf('root'), '/policies/drafts', init)).body.id
}

const decisionAbout = (deploymentId: string) =>
  withOwner(async (client) => {
    const { rows } = await client.query('select id from "PolicyDecision" where "subjectId" = $1 limit 1', [
      deploymentId,
    ])
    return String(rows[0]?.id)
  })

async function acmeWaiver(): Promise<string> {
  const terms = { component: 'a', licence: 'MIT', reason: 'To be kept apart.', expiresAt: new Date(Date.now() + 9e8) }
  const init = { method: 'POST', body: JSON.stringify(terms) }
  return (await api<{ id: string }>(await tokenOf('grace'), '/waivers', init)).body.id
}

async function acmeWebhook(): Promise<{ webhookId: string; deliveryId: string }> {
  const { webhook, delivery } = await makeWebhook()
  return { webhookId: webhook, deliveryId: delivery }
}

async function acmeException(): Promise<string> {
  const reasons = { category: 'waiver', justification: 'To be kept apart.', risk: 'None.', costPlan: 'None.' }
  const terms = { rule: 'quota.concurrency', class: 'serverless', expiresAt: new Date(Date.now() + 9e8), ...reasons }
  const init = { method: 'POST', body: JSON.stringify(terms) }
  return (await api<{ id: string }>(await tokenOf('ada'), '/exceptions', init)).body.id
}

/** Opened for a manifest in an environment that nobody deploys to here, and closed at once. */
async function acmeBreakGlass(): Promise<string> {
  await addPerson('rosa@acme.test', 'acme', ['responder'])
  const token = await tokenFor('rosa@acme.test')
  const body = JSON.stringify({ environment: 'test', reason: 'To be kept apart.', minutes: 1 })
  const { id } = (await api<{ id: string }>(token, '/break-glass', { method: 'POST', body })).body
  await api(token, `/break-glass/${id}/close`, { method: 'POST', body: '{}' })
  return id
}

/** Far ahead, so that it stops nothing of the other tests. */
async function acmeFreeze(): Promise<string> {
  const day = (ahead: number) => new Date(Date.now() + ahead * 24 * 3600_000).toISOString()
  const terms = { environment: 'dev', startsAt: day(200), endsAt: day(201), reason: 'To be kept apart.' }
  const init = { method: 'POST', body: JSON.stringify(terms) }
  return (await api<{ id: string }>(await tokenOf('edsger'), '/freezes', init)).body.id
}

async function acmeReplay(): Promise<{ deadLetterId: string; replayId: string }> {
  const { deadLetter, replay } = await makeReplay('orders-webhook')
  return { deadLetterId: deadLetter, replayId: replay }
}

/** A rule that is off, and a silence of it. */
async function acmeAlerts(): Promise<{ ruleId: string; silenceId: string }> {
  const token = await tokenOf('ada')
  const init = (body: object) => ({ method: 'POST', body: JSON.stringify(body) })
  // Made anew when a test before failed; a name is given once.
  const rule = { name: `To be kept apart ${Date.now()}.`, kind: 'error_rate', threshold: 50, active: false }
  const { id: ruleId } = (await api<{ id: string }>(token, '/alerts/rules', init(rule))).body
  const silence = { ruleId, endsAt: new Date(Date.now() + 9e8), reason: 'To be kept apart.' }
  const { id: silenceId } = (await api<{ id: string }>(token, '/alerts/silences', init(silence))).body
  return { ruleId, silenceId }
}

/** A topic with a message, and a calendar. */
async function acmeTopic(): Promise<{ topicId: string; calendar: string }> {
  const token = await tokenOf('ada')
  const init = (body: object) => ({ method: 'POST', body: JSON.stringify(body) })
  const name = `kept-apart-${Date.now()}`
  const topic = { name, environment: 'dev' }
  const { id: topicId } = (await api<{ id: string }>(token, '/topics', init(topic))).body
  await api(token, `/topics/${topicId}/messages`, init({ messages: [{ payload: 1 }] }))
  await api(token, '/calendars', init({ name, days: ['2030-01-01'] }))
  return { topicId, calendar: name }
}

/** Resumed at once: others run here too. */
async function acmePause(runnerId: string): Promise<string> {
  const token = await tokenOf('ada')
  const body = JSON.stringify({ runnerId, reason: 'To be kept apart.' })
  const { id } = (await api<{ id: string }>(token, '/pauses', { method: 'POST', body })).body
  await api(token, `/pauses/${id}/resume`, { method: 'POST', body: '{}' })
  return id
}

/** Released at once, for the same reason. */
async function acmeHold(manifestId: string): Promise<string> {
  const reason = 'To be kept apart.'
  const token = await tokenOf('ada')
  const init = (body: object) => ({ method: 'POST', body: JSON.stringify(body) })
  const { id } = (await api<{ id: string }>(token, '/holds', init({ manifestId, environment: 'dev', reason }))).body
  await api(token, `/holds/${id}/release`, init({ reason }))
  return id
}

/** An id of the same kind that nobody has. */
const unknownLike = (id: string) => (/^[a-z]{3}_/.test(id) ? `${id.slice(0, 4)}${unknownUlid}` : id)

let ids: Record<string, string>
test.beforeAll(async () => {
  ids = await acmeIds()
})

test('every API route answers a foreign id exactly as an unknown one', async () => {
  const { paths } = (await (await fetch(`${baseUrl}/api/v1/openapi.json`)).json()) as Document
  const token = await tokenOf('barbara')
  const notThere: string[] = []
  for (const [path, methods] of Object.entries(paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
    if (!names.some((name) => ids[name])) continue
    for (const method of Object.keys(methods)) {
      // Agents are asked for more than a token: what theirs reach is tried in agent/isolation.db.test.ts.
      if (methods[method]?.security?.length) continue
      const fill = (pick: (id: string) => string) =>
        path.replace(/\{(\w+)\}/g, (_all, name: string) => pick(ids[name] ?? unknownUlid))
      const ask = async (route: string) => {
        const taken = methods[method]?.requestBody?.content?.['application/json']?.schema
        const body = method === 'get' ? undefined : JSON.stringify(bodyOf(taken))
        const answer = await api<Record<string, unknown>>(token, route, { method: method.toUpperCase(), body })
        const { requestId: _, ...rest } = answer.body ?? {}
        return { status: answer.status, body: rest }
      }
      const foreign = await ask(fill((id) => id))
      expect(foreign, `${method} ${path}`).toEqual(await ask(fill(unknownLike)))
      // Forbidden where the role would not do even at home; that is said before anything is looked up.
      // A webhook's address is as little known as its secret: without a signature none is told from another.
      const refused = path.startsWith('/hooks/') ? [401] : [403, 404]
      expect(refused, `${method} ${path}`).toContain(foreign.status)
      if (foreign.status === 404) notThere.push(`${method} ${path}`)
    }
  }
  expect(notThere.length).toBeGreaterThan(15)
})

test('no list of another tenant holds anything of Acme', async () => {
  const token = await tokenOf('barbara')
  const { paths } = (await (await fetch(`${baseUrl}/api/v1/openapi.json`)).json()) as Document
  // A stream has no end to read to; what it tells is asked for by the list beside it.
  const isList = (path: string) =>
    !path.includes('{') && paths[path]?.get && !/server-sent/.test(paths[path].get.summary)
  for (const path of Object.keys(paths).filter(isList)) {
    const response = await fetch(`${baseUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
    const text = await response.text()
    for (const id of Object.values(ids).filter((each) => each.includes('_'))) expect(text, path).not.toContain(id)
  }
})

test('every page of a foreign thing is not there', async ({ page, signIn }) => {
  await signIn('barbara')
  const pages = [
    `/manifests/${ids.manifestId}`,
    `/manifests/${ids.manifestId}/edit`,
    `/manifests/${ids.manifestId}/versions/1`,
    `/manifests/${ids.manifestId}/compare`,
    `/deployments/${ids.deploymentId}`,
    `/catalog/${ids.runnerId}`,
    `/runs/${ids.runId}`,
    `/artifacts/${ids.artifactId}`,
    `/evidence/${ids.evidenceId}`,
    `/findings?finding=${ids.findingId}`,
    `/settings/webhooks/${ids.webhookId}`,
    `/exceptions/${ids.exceptionId}`,
    `/dead-letters/${ids.deadLetterId}`,
    `/dead-letters/replays/${ids.replayId}`,
    `/schedules/triggers/${ids.triggerId}`,
  ]
  for (const path of pages) {
    await page.goto(path)
    // A page that streams has sent its status before it knows; what a person and a script can see is the heading.
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(/nothing here/i)
    for (const id of Object.values(ids).filter((each) => each.includes('_') && !path.includes(each))) {
      expect(await page.content(), path).not.toContain(id)
    }
  }
})

test('nothing answers without a session', async ({ page }) => {
  for (const path of [
    '/',
    '/manifests',
    '/deployments',
    '/catalog',
    '/runs',
    '/schedules',
    '/evidence',
    '/findings',
    '/exceptions',
    '/dead-letters',
    '/dead-letters/replays',
    '/notifications',
    '/settings/members',
    '/settings/notifications',
    '/settings/webhooks',
  ]) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in/)
  }
  const { paths } = (await (await fetch(`${baseUrl}/api/v1/openapi.json`)).json()) as Document
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.security?.length === 0) continue // declared public
      const response = await fetch(`${baseUrl}/api/v1${path.replace(/\{\w+\}/g, unknownUlid)}`, {
        method: method.toUpperCase(),
      })
      expect(response.status, `${method} ${path}`).toBe(401)
    }
  }
})

test('the registry under /v2/ asks for a token, and tells a foreign repository from nothing as little', async () => {
  const open = await fetch(`${baseUrl}/v2/`)
  expect([open.status, open.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Basic /)])
  const authorization = `Basic ${Buffer.from(`any:${await tokenOf('barbara')}`).toString('base64')}`
  const ask = async (path: string) => {
    const response = await fetch(`${baseUrl}/v2/${path}`, { headers: { authorization } })
    return { status: response.status, body: await response.json() }
  }
  expect(await ask('')).toMatchObject({ status: 200 })
  const foreign = await ask('acme/orders-webhook/tags/list')
  expect(foreign).toMatchObject({ status: 404, body: { errors: [{ code: 'NAME_UNKNOWN' }] } })
  expect(await ask('nobody/nothing/tags/list')).toEqual(foreign)
})

test('a session cookie from another site changes nothing', async ({ page, signIn }) => {
  await signIn('ada')
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const response = await fetch(`${baseUrl}/api/v1/tokens`, {
    method: 'POST',
    headers: { cookie: cookies, origin: 'https://elsewhere.example', 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'stolen', scopes: ['run:read'], days: 1 }),
  })
  expect(response.status).toBe(403)
})
