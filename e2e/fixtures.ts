import fs from 'node:fs'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'

export const people = {
  ada: 'ada@acme.test',
  grace: 'grace@acme.test',
  linus: 'linus@acme.test',
  margaret: 'margaret@acme.test',
  dennis: 'dennis@acme.test',
  alan: 'alan@acme.test',
  edsger: 'edsger@acme.test',
  barbara: 'barbara@globex.test',
  frances: 'frances@barecount.test',
  root: 'root@barecount.test',
} as const

export type Person = keyof typeof people

export const home = process.env.E2E_HOME ?? ''
export const baseUrl = `http://localhost:${process.env.E2E_PORT}`
export const password = (): string => fs.readFileSync(path.join(home, 'first-password'), 'utf8')

type Fixtures = {
  /** Signs in without the page: that has a test of its own, and what opens next is up to the test. */
  signIn(who: keyof typeof people): Promise<void>
  /** Fails when axe finds anything on the page as it is. */
  expectAccessible(): Promise<void>
}

/** The session cookies of who has signed in; checking a password takes a third of a second on purpose. */
const sessions = new Map<Person, Cookies>()
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

export const test = base.extend<Fixtures>({
  signIn: async ({ page }, use) => {
    await use(async (who) => {
      const context = page.context()
      const known = sessions.get(who)
      if (known) {
        await context.addCookies(known)
        if ((await context.request.get('/api/v1/whoami')).ok()) return
      }
      const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json()
      const form = { csrfToken, email: people[who], password: password(), json: 'true' }
      const answer = await context.request.post('/api/auth/callback/credentials', { form })
      expect(answer.ok(), await answer.text()).toBe(true)
      const cookies = await context.cookies()
      sessions.set(
        who,
        cookies.filter(({ name }) => name.endsWith('session-token')),
      )
    })
  },
  expectAccessible: async ({ page }, use) => {
    await use(() => accessible(page))
  },
})

async function accessible(page: Page): Promise<void> {
  await settled(page)
  // In the page itself (no frame of ours is of another origin), and only violations come back: carrying every node that
  // passed to a second page and out again takes longer than the rules do.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze()
  expect(
    violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([])
}

/** Colours that are on their way to others are nobody's to read. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const finite = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(finite.map((one) => one.finished))
  })
}

const tokens = new Map<Person, Promise<string>>()

/** An API token of a person, as `barecount login` gets it; one for all who ask. */
export function tokenOf(who: Person): Promise<string> {
  const token = tokens.get(who) ?? makeToken(who)
  tokens.set(who, token)
  return token
}

async function makeToken(who: Person): Promise<string> {
  const response = await fetch(`${baseUrl}/api/v1/session-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: people[who], password: password(), device: 'tests' }),
  })
  const { secret } = (await response.json()) as { secret: string }
  return secret
}

/** A call of the API as the owner of `token`. */
export async function api<T>(
  token: string,
  route: string,
  init: RequestInit = {},
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${baseUrl}/api/v1${route}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
  })
  const text = await response.text()
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T }
}

export { expect }
