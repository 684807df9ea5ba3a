import { expect, test } from './fixtures.ts'
import { barecount } from './portal.ts'

test('the ETL examples deploy with one command, run, and show their partitions', async ({ page, signIn }) => {
  for (const [name, partitions] of [
    ['flights-etl', 8],
    ['flights-notebook', 4],
  ] as const) {
    const deployed = await barecount('ada', 'deploy', `examples/${name}/manifest.yaml`, '--env', 'dev', '--wait')
    expect(deployed.stdout, deployed.stderr).toContain('The runner takes work.')
    const input = `examples/${name}/input.json`
    const ran = await barecount('ada', 'run', 'start', name, '--env', 'dev', '--input', input, '--wait')
    expect(ran.stdout, ran.stderr).toContain('"rows"')

    await signIn('ada')
    await page.goto('/runs')
    await page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click()
    await expect(page.getByText(`${partitions} of ${partitions} partitions done.`)).toBeVisible()
    await page.getByText('As a table').click()
    const rows = page.getByRole('table', { name: 'Partitions' }).getByRole('row')
    await expect(rows).toHaveCount(partitions + 1)
    await expect(page.getByText('× the average')).toBeVisible()
  }
})
