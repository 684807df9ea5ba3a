import { expect, test } from 'vitest'
import { findSecrets } from './secrets.ts'

// Written in parts, so that no scanner takes this file for a leak.
const github = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO'}2fk1d3`.slice(0, 40)
const jwt = `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkw'}In0.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'}`

test.each([
  ['a GitHub token', `const t = "${github}"`, 'github'],
  [
    'a private key',
    `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${'MIIEow'.repeat(20)}\n-----END RSA ${'PRIVATE'} KEY-----`,
    'privatekey',
  ],
  ['an encrypted private key', `-----BEGIN ENCRYPTED ${'PRIVATE'} KEY-----`, 'encrypted-private-key'],
  ['a JWT', `token: ${jwt}`, 'jwt'],
  ['an Azure key', `DefaultEndpointsProtocol=https;AccountKey=${'Ab1/'.repeat(21)}Ab==`, 'azure-account-key'],
  ['a password by value', `const db = { password: "${'correct-horse'}-battery" }`, 'assigned-secret'],
  ['an API key by value', `API_KEY = '${'0123456789'}abcdef'`, 'assigned-secret'],
])('%s is found by rule and line, and not repeated', async (_what, text, rule) => {
  const [finding, ...others] = await findSecrets('src/a.js', `\n\n${text}\n`)
  expect(others).toEqual([])
  expect(finding).toMatchObject({ kind: 'secret', severity: 'critical', rule, path: 'src/a.js:3' })
  expect(JSON.stringify(finding)).not.toMatch(new RegExp(`${github}|${jwt}|correct-horse|0123456789`))
})

test.each([
  ['a reference', 'secrets: { API_KEY: orders/api-key }'],
  ['an environment variable', 'const password = process.env.DB_PASSWORD'],
  ['a placeholder', 'password: "<your password>"'],
  ['an empty default', 'let secret = ""'],
])('%s is none', async (_what, text) => {
  expect(await findSecrets('src/a.js', text)).toEqual([])
})

test('a password in somebody else’s package is their example, a token is not', async () => {
  expect(await findSecrets('node_modules/x/test.js', 'password: "hunter2hunter2"')).toEqual([])
  expect(await findSecrets('node_modules/x/test.js', `"${github}"`)).toHaveLength(1)
})

// A pattern that backtracks would not come to its end.
test.each(['-eyJ', 'a-', 'password '])(
  'a file made to be slow, of %s over and over, is looked through',
  async (part) => {
    expect(await findSecrets('src/slow.js', part.repeat(200_000 / part.length))).toEqual([])
  },
)

test('looking at a file leaves nothing behind in the process', async () => {
  await findSecrets('src/a.js', 'const a = 1')
  expect(performance.getEntriesByType('mark')).toEqual([])
})
