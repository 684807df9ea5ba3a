import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'

// The configuration is loaded by the runner and by each of its workers: what is chosen once travels in the environment.
process.env.E2E_HOME ??= fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-e2e-'))
process.env.E2E_PORT ??= String(20_000 + (process.pid % 10_000))
process.env.E2E_OIDC_PORT ??= String(Number(process.env.E2E_PORT) + 10_000)
process.env.E2E_SMTP_PORT ??= String(Number(process.env.E2E_PORT) + 20_000)
// As root the home is walked by unprivileged accounts: the database's and the sandboxes'.
fs.chmodSync(process.env.E2E_HOME, 0o755)

const url = `http://localhost:${process.env.E2E_PORT}`
const issuer = `http://localhost:${process.env.E2E_OIDC_PORT}`
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** What kills processes, or asks what containers and hosts do: alone, against a portal of its own. */
const kills = /(chaos|classes|start)\.spec\.ts$/
const pages = /pages\.spec\.ts$/
/** Journeys change what all see, so they go one after another; pages are only looked at, beside them. */
const projects = {
  browser: [
    { name: 'journeys', testIgnore: [kills, pages], workers: 1 },
    { name: 'pages', testMatch: pages, workers: 1 },
  ],
  kills: [{ name: 'kills', testMatch: kills, workers: 1 }],
}
const part = process.env.E2E_PART === 'kills' ? 'kills' : 'browser'

export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  projects: projects[part],
  workers: 2,
  fullyParallel: false,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? `test-results/${part}.json` }],
  ],
  outputDir: `test-results/${part}`,
  use: {
    baseURL: url,
    screenshot: 'only-on-failure',
    // Recording one costs a quarter of a test's time; a failure is told with a picture and the page's tree as it is.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: [
    {
      command: 'node e2e/servers/identity-provider.ts',
      url: `${issuer}/.well-known/openid-configuration`,
      env: { OIDC_PORT: process.env.E2E_OIDC_PORT, PORTAL_URL: url },
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    },
    {
      command: `node scripts/start.ts --port ${process.env.E2E_PORT} --home ${process.env.E2E_HOME}`,
      url: `${url}/readyz`,
      timeout: 300_000,
      stdout: 'pipe',
      env: {
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: 'barecount',
        // The spec of notifications listens there; for the others mail waits.
        SMTP_URL: `smtp://127.0.0.1:${process.env.E2E_SMTP_PORT}`,
        MAIL_FROM: 'BareCount <portal@barecount.test>',
        BARECOUNT_WEBHOOK_LOOPBACK: 'allow',
        OIDC_CLIENT_SECRET: 'barecount-secret',
        OIDC_GROUP_MAP: JSON.stringify({ 'acme-data': { tenant: 'acme', roles: ['engineer'] } }),
      },
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    },
  ],
})
