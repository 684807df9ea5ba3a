import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { makeDeadLetter } from './dead-letter.ts'
import { api, expect, test, tokenOf } from './fixtures.ts'
import { barecount } from './portal.ts'

/** The example, mended: it takes an order without lines for an empty one. */
function webhook(name: string, source?: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dead-letters-'))
  fs.cpSync('examples/orders-webhook', folder, { recursive: true })
  const file = path.join(folder, 'manifest.yaml')
  const text = fs.readFileSync(file, 'utf8')
  fs.writeFileSync(
    file,
    text.replace('name: orders-webhook', `name: ${name}`).replace('max_attempts: 3', 'max_attempts: 1'),
  )
  if (source) fs.writeFileSync(path.join(folder, 'src', 'index.mjs'), source)
  return file
}

test('a failure is found in its group, rehearsed and replayed once it is mended; the ledger counts it down', async ({
  page,
  signIn,
}) => {
  const name = 'ledger-webhook'
  await barecount('ada', 'deploy', webhook(name), '--env', 'dev', '--wait')
  await makeDeadLetter(name, 'ledger-1')
  await makeDeadLetter(name, 'ledger-2')
  await barecount('ada', 'deploy', webhook(name, 'export const handler = async () => 1'), '--env', 'dev', '--wait')

  await signIn('ada')
  await page.goto('/dead-letters')
  const group = page.getByRole('row').filter({ hasText: name })
  await expect(group.getByRole('cell').first()).toHaveText('2')
  await group.getByRole('link', { name: /The code failed/ }).click()
  await expect(page.getByRole('row').filter({ hasText: 'ledger-' })).toHaveCount(2)

  await page.getByRole('link', { name: 'ledger-1' }).click()
  await page.getByRole('button', { name: 'Show the payload' }).click()
  await expect(page.getByText('{}')).toBeVisible()
  await page.goBack()

  await page.getByLabel('Select all on this page').check()
  await page.getByRole('link', { name: 'Replay 2…' }).click()
  await expect(page.getByText('Would run')).toBeVisible()
  await page.getByRole('textbox', { name: 'Reason' }).fill('mended')
  await page.getByRole('button', { name: 'Replay 2' }).click()
  await expect(page.getByText('All 2 succeeded.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('link', { name: /^ledger-\d$/ })).toHaveCount(2)

  const { body } = await api<{ deadLetters: { status: string }[] }>(
    await tokenOf('ada'),
    '/dead-letters?token=ledger-1',
  )
  expect(body.deadLetters.map(({ status }) => status)).toEqual(['replayed'])
  const report = await barecount('ada', 'replay', 'report', page.url().split('/').at(-1) ?? '')
  expect(report.stdout.trim().split('\n')).toHaveLength(3)
})
