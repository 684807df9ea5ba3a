import { expect, test } from './fixtures.ts'
import { barecount } from './portal.ts'

test('the ETL examples deploy with one command, run, and show their partitions', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.setTimeout(240_000)
  await signIn('ada')
  for (const [name, partitions] of [
    ['flights-etl', 8],
    ['flights-notebook', 4],
  ] as const) {
    const deployed = await barecount('ada', 'deploy', `examples/${name}/manifest.yaml`, '--env', 'dev', '--wait')
    expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0)
    const input = `examples/${name}/input.json`
    const ran = await barecount('ada', 'run', 'start', name, '--env', 'dev', '--input', input, '--wait')
    expect(ran.code, ran.stdout + ran.stderr).toBe(0)

    await page.goto('/runs')
    await page.getByRole('link', { name, exact: true }).first().click()
    await expect(page.getByText(`${partitions} of ${partitions} partitions done.`)).toBeVisible()
    await page.getByText('As a table').click()
    const rows = page.getByRole('table', { name: 'Partitions' }).getByRole('row')
    await expect(rows).toHaveCount(partitions + 1)
    await expect(page.getByText('× the average')).toBeVisible()
    await expectAccessible()
  }
})
