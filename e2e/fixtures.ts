import fs from 'node:fs'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

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
  /** Signs in through the page. */
  signIn(who: keyof typeof people): Promise<void>
  /** Fails when axe finds anything on the page as it is. */
  expectAccessible(): Promise<void>
}

export const test = base.extend<Fixtures>({
  signIn: async ({ page }, use) => {
    await use(async (who) => {
      await page.goto('/sign-in')
      await page.getByLabel('E-mail').fill(people[who])
      await page.getByLabel('Password').fill(password())
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    })
  },
  expectAccessible: async ({ page }, use) => {
    await use(() => accessible(page))
  },
})

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([])
}

/** An API token of a person, as `barecount login` gets it. */
export async function tokenOf(who: keyof typeof people): Promise<string> {
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
