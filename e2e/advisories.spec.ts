import fs from 'node:fs'
import path from 'node:path'
import { writeOsvZip } from '#lib/advisories/testing/osv-zip-file.ts'
import { baseUrl, expect, home, test, tokenOf } from './fixtures.ts'
import { barecount } from './portal.ts'

const record = (id: string, name: string) => ({
  id,
  modified: '2026-10-01T00:00:00Z',
  summary: `${name} is broken`,
  affected: [{ package: { ecosystem: 'PyPI', name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }] }],
})

test('a platform admin imports advisories with the command; everybody sees the source', async ({ page, signIn }) => {
  const file = path.join(home, 'pypi.zip')
  await writeOsvZip(file, [record('E2E-1', 'alpha'), record('E2E-2', 'beta'), { id: 'E2E-3' }])
  const options = ['--source', 'e2e-pypi', '--complete-for', 'PyPI']
  const imported = await barecount('root', 'advisories', 'import', file, ...options)
  expect(imported.stdout).toContain('2 of 2 advisories are new or newer')
  expect(imported.stdout).toContain('E2E-3.json')
  expect((await barecount('root', 'advisories', 'import', file, ...options)).stdout).toContain('imported before')
  expect((await barecount('ada', 'advisories', 'list')).stdout).toMatch(/e2e-pypi {2}2 advisories .*complete for PyPI/)
  await signIn('ada')
  await page.goto('/settings/vulnerability-data')
  await expect(page.getByRole('row', { name: /retire\.js comes with the product/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /e2e-pypi root@barecount\.test/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import' })).toHaveCount(0)
})

test('a file is imported on the page, and what is no record is named', async ({ page, signIn }) => {
  const file = path.join(home, 'page.zip')
  await writeOsvZip(file, [record('E2E-4', 'gamma'), { id: 'E2E-5' }])
  await signIn('root')
  await page.goto('/settings/vulnerability-data')
  await page.getByLabel('File', { exact: true }).setInputFiles(file)
  await page.getByLabel('Source', { exact: true }).fill('e2e-page')
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByText('1 of 1 advisories are new or newer')).toBeVisible()
  await expect(page.getByText('E2E-5.json')).toBeVisible()
  await expect(page.getByRole('row', { name: /e2e-page/ })).toBeVisible()
})

test('nobody else imports, and what is no zip is refused with what to do', async () => {
  const file = path.join(home, 'no.zip')
  fs.writeFileSync(file, 'no zip')
  const refused = await barecount('edsger', 'advisories', 'import', file, '--source', 'x')
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('advisory:import') })
  const response = await fetch(`${baseUrl}/api/v1/advisories?source=x`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf('root')}`, 'content-type': 'application/zip' },
    body: 'no zip',
  })
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ code: 'invalid_input', remedy: expect.stringContaining('all.zip') })
})
