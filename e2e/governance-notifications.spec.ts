import { mailServer } from '#lib/mail/testing/mail-server.ts'
import { isSigned } from '#lib/webhooks/signature.ts'
import { type Post, receiver } from '#lib/webhooks/testing/receiver.ts'
import { expect, people, test } from './fixtures.ts'
import { barecount } from './portal.ts'

const soon = { timeout: 60_000 }
let mailbox: Awaited<ReturnType<typeof mailServer>>
let hook: Awaited<ReturnType<typeof receiver>>
let busy = 0
test.beforeAll(async () => {
  mailbox = await mailServer({ port: Number(process.env.E2E_SMTP_PORT) })
  hook = await receiver((response) =>
    busy-- > 0 ? response.writeHead(503).end('queue is full') : response.writeHead(200).end('taken'),
  )
})
test.afterAll(async () => {
  await mailbox.close()
  await hook.close()
})

const eventOf = (post: Post) => JSON.parse(post.body) as { id: string; kind: string; sentence: string; url: string }

test('what waits for an approver is in the bell, in the mailbox and at the webhook, and is replayed from the log', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.slow()
  await signIn('edsger')
  await page.goto('/settings/webhooks')
  await page.getByRole('button', { name: 'Set up a webhook' }).click()
  await page.getByLabel('Name').fill('Team chat')
  await page.getByLabel('Address').fill('http://hooks.example.com/')
  await page.getByRole('button', { name: 'Set it up' }).click()
  await expect(page.getByText('is not an https address')).toBeVisible()
  await page.getByLabel('Address').fill(hook.url)
  await page.getByRole('button', { name: 'Set it up' }).click()
  const secret = (await page.getByText(/^whsec_/).textContent()) ?? ''
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.getByRole('link', { name: 'Team chat' }).click()
  await expect(page.getByText('Nothing was sent yet')).toBeVisible()
  const log = page.url()
  expect(await page.content(), 'it is shown once').not.toContain(secret)

  await page.context().clearCookies()
  await signIn('grace')
  await page.goto('/runs')
  await expect(page.getByRole('button', { name: /^Notifications/ })).toBeVisible()
  await barecount('ada', 'deploy', 'examples/orders-webhook/manifest.yaml', '--env', 'prod', '--wait')

  // The bell counts without the page being loaded again.
  const bell = page.getByRole('button', { name: /^Notifications, \d+ unread/ })
  await expect(bell).toBeVisible(soon)
  await bell.click()
  const news = page.locator('a[href^="/approvals/"]').filter({ hasText: 'orders-webhook' }).first()
  await expect(news).toBeVisible()
  await news.click()
  await expect(page).toHaveURL(/\/approvals/)

  const waiting = () => hook.posts.find((post) => eventOf(post).kind === 'approval_waiting')
  await expect.poll(waiting, soon).toBeDefined()
  const post = waiting() as Post
  const signature = String(post.headers['barecount-signature'])
  expect(isSigned(secret, signature, post.body, new Date())).toBe(true)
  expect(isSigned(secret, signature, post.body.replace('prod', 'dev'), new Date())).toBe(false)
  expect(eventOf(post).sentence).toContain('orders-webhook')
  const mail = () => mailbox.mails.find(({ to, text }) => to.includes(people.grace) && /orders-webhook/.test(text))
  await expect.poll(mail, soon).toBeDefined()
  expect(mail()?.text).toMatch(/^Message-ID: <dlv_/m)
  expect(mail()?.text.replaceAll('=\r\n', '')).toContain(new URL(eventOf(post).url).pathname)

  await page.context().clearCookies()
  await signIn('edsger')
  await page.goto(log)
  const row = page.getByRole('row', { name: /Waits for you/ })
  await expect(row.getByText('Delivered')).toBeVisible()
  await row.getByRole('link').click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText('Answered 200')).toBeVisible()
  await expectAccessible()
  await sheet.getByRole('button', { name: 'Send it again' }).click()
  const again = () => hook.posts.filter((each) => eventOf(each).id === eventOf(post).id)
  await expect.poll(() => again().length, soon).toBe(2)
  const second = again()[1] as Post
  expect(second.headers['barecount-event-id']).toBe(post.headers['barecount-event-id'])
  expect(isSigned(secret, String(second.headers['barecount-signature']), second.body, new Date())).toBe(true)

  busy = 1
  await page.goto(log)
  await page.getByRole('button', { name: 'Send a test' }).click()
  const pings = () => hook.posts.filter((each) => eventOf(each).kind === 'ping')
  await expect.poll(() => pings().map((each) => each.headers['barecount-attempt']), soon).toEqual(['1', '2'])
  expect(new Set(pings().map((each) => eventOf(each).id)).size).toBe(1)
  await expect(async () => {
    await page.reload()
    await page
      .getByRole('row', { name: /Test Delivered 200 2 tries/ })
      .getByRole('link')
      .click({ timeout: 3000 })
  }).toPass(soon)
  await expect(sheet.getByText('Answered 503', { exact: true })).toBeVisible()
  await expect(sheet.getByText('queue is full')).toBeVisible()

  const id = new URL(log).pathname.split('/').at(-1) ?? ''
  expect((await barecount('edsger', 'webhook', 'list')).stdout).toContain(`${id}  Team chat`)
  expect((await barecount('edsger', 'webhook', 'deliveries', id)).stdout).toMatch(
    /approval_waiting +delivered +2 tries/,
  )
  expect((await barecount('edsger', 'webhook', 'replay', id, '--failed')).stdout).toContain('0 events')
  expect((await barecount('edsger', 'webhook', 'replay', id)).code).toBe(2)
  expect((await barecount('ada', 'webhook', 'list')).stderr).toContain('webhook:manage')
})

test('a person chooses what is mailed, and a mail shows that it works', async ({ page, signIn }) => {
  await signIn('alan')
  await page.setViewportSize({ width: 390, height: 900 })
  await page.goto('/settings/notifications')
  await expect(page.getByText(`Mail goes to ${people.alan}`)).toBeVisible()
  await page.getByRole('button', { name: 'Choose none' }).click()
  await page.getByLabel('Policy changed').check()
  await page.getByRole('button', { name: 'Save the choice' }).click()
  await expect(page.getByText('Your choice is kept.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Policy changed')).toBeChecked()
  await expect(page.getByLabel('Run failed')).not.toBeChecked()
  await page.getByRole('button', { name: 'Send me a test mail' }).click()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('The newest one').locator('..').getByText('Delivered')).toBeVisible({ timeout: 2000 })
  }).toPass(soon)
})

test('filters are kept under a name, by each person for themselves', async ({ page, signIn }) => {
  await signIn('ada')
  await page.goto('/runs?status=failed')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save these filters…' }).click()
  await page.getByLabel('Name').fill('What failed')
  await page.getByRole('button', { name: 'Save the view' }).click()
  await expect(page.getByRole('button', { name: 'What failed' })).toBeVisible()
  await page.goto('/runs')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'What failed' }).click()
  await expect(page).toHaveURL(/\/runs\?status=failed$/)
  await page.getByRole('button', { name: 'What failed' }).click()
  await page.getByRole('menuitem', { name: 'Delete this view…' }).click()
  await page.getByRole('button', { name: 'Delete the view' }).click()
  await expect(page.getByRole('button', { name: 'Views' })).toBeVisible()
})
