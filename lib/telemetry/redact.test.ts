import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLogMeter, takeLog } from '../provisioning/targets/local/log-intake.ts'
import { byShape, openRedactor, REDACTED } from './redact.ts'

const jwt = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`

test.each([
  ['as it is', 'the key is s3cr3t-Value!', 'the key is [redacted]'],
  ['in a URL', 'GET /?key=s3cr3t-Value!', 'GET /?key=[redacted]'],
  ['in base64 behind a name', `basic ${Buffer.from('me:s3cr3t-Value!').toString('base64')}`, undefined],
  ['in base64 url', `x ${Buffer.from('s3cr3t-Value!').toString('base64url')}`, undefined],
  ['in hex', Buffer.from('s3cr3t-Value!').toString('hex'), '[redacted]'],
])('a known value is masked %s', (_, text, kept) => {
  const masked = openRedactor(['s3cr3t-Value!']).text(text)
  if (kept !== undefined) expect(masked).toBe(kept)
  expect(masked).toContain(REDACTED)
  // What of base64 is left says less than three bytes at either end.
  const longest = text.split(' ').at(-1) as string
  for (let at = 0; at + 10 <= longest.length; at++) {
    if (at > 4) expect(masked.includes(longest.slice(at, at + 10))).toBe(false)
  }
})

test.each([
  ['AKIAIOSFODNN7EXAMPLE', REDACTED],
  [`bearer ${jwt}`, `bearer ${REDACTED}`],
  ['postgres://app:hunter22@db/x', `postgres://app:${REDACTED}@db/x`],
  ['Authorization: Bearer abcdef123456', `Authorization: Bearer ${REDACTED}`],
  ['{"password":"hunter22","user":"me"}', `{"password":"${REDACTED}","user":"me"}`],
  ['CLIENT_SECRET=abcd1234 next', `CLIENT_SECRET=${REDACTED} next`],
  ['retry token: order-42 of job_01', 'retry token: order-42 of job_01'],
  ['12:30:11 took 4 ms; 17 of 256 MiB.', '12:30:11 took 4 ms; 17 of 256 MiB.'],
])('by shape, %s becomes %s', (text, kept) => {
  expect(byShape.text(text)).toBe(kept)
  expect(byShape.text(kept)).toBe(kept)
})

test('strings of a value that is JSON are masked by themselves', () => {
  const account = JSON.stringify({
    client_email: 'robot@example.com',
    private_key: 'MIIabcdefghij',
    client_secret: 'qwertyuiop',
  })
  const { text } = openRedactor([account])
  expect(text('uses MIIabcdefghij and qwertyuiop of robot@example.com')).toBe(
    `uses ${REDACTED} and ${REDACTED} of robot@example.com`,
  )
})

test('a private key that nobody told of is masked over all of its lines, and what follows is kept', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim()
  expect(createPrivateKey(pem).type).toBe('private')
  const take = byShape.stream()
  const said = ['before', ...pem.split('\n'), 'after'].map((line) => take(line))
  expect(said[0]).toBe('before')
  expect(said.at(-1)).toBe('after')
  for (const line of said.slice(1, -1)) expect(line).toBe(REDACTED)
})

test('wherever a text is cut into pieces, nothing of a secret longer than its shortest part comes through', () => {
  const secret = 'Tr0ub4dor-and-3-Staples-'
  const text = `start ${'x'.repeat(50)}${secret}${'y'.repeat(30)} and ${jwt}${secret} end`
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: text.length - 1 }), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), text.length]
      const take = openRedactor([secret]).stream()
      const pieces = places.slice(1).map((end, n) => take(text.slice(places[n], end), end < text.length))
      const whole = pieces.join('')
      expect(whole).not.toContain(secret.slice(0, 12))
      expect(whole).not.toContain(secret.slice(-12))
      expect(whole).not.toContain('c'.repeat(12))
      expect(whole.startsWith('start ')).toBe(true)
      expect(whole.endsWith(' end')).toBe(true)
    }),
  )
})

test('a process that writes a secret over the borders of chunks, in a flood without a newline, does not show it', async () => {
  const secret = 'correct-horse-battery-staple'
  const stream = new PassThrough()
  const lines: string[] = []
  const log = takeLog([stream], (line) => lines.push(line), openRedactor([secret]))
  for (const piece of [
    `a=${secret.slice(0, 9)}`,
    `${secret.slice(9)}\n`,
    'z'.repeat(16_380),
    secret.slice(0, 15),
    secret.slice(15),
    'z'.repeat(20_000),
  ]) {
    stream.write(piece)
  }
  stream.end('\nlast')
  await log.close()
  expect(lines[0]).toBe(`a=${REDACTED}`)
  expect(lines.join('')).not.toContain('horse')
  expect(lines.join('').length).toBeGreaterThan(32_000)
  expect(lines.at(-1)).toBe('last')
})

test('what the platform says of a failure is masked too, and the digest is that of what is kept', () => {
  const told: string[] = []
  const meter = openLogMeter((line) => told.push(line), openRedactor(['hunter22']))
  meter.say('Error: hunter22 was refused')
  expect(told).toEqual([`Error: ${REDACTED} was refused`])
  const plain = openLogMeter(() => undefined)
  plain.say(told[0] as string)
  expect(meter.digest()).toBe(plain.digest())
})

test('keys that begin a hundred thousand times and never end take no longer than the text is long', () => {
  const begin = '-----BEGIN PRIVATE KEY-----'
  const whole = `${begin}\nabc\n-----END PRIVATE KEY-----`
  const times = 100_000
  expect(openRedactor().text(`a ${whole} b ${begin.repeat(times)} c`)).toBe(
    `a ${REDACTED} b ${REDACTED.repeat(times)} c`,
  )
  expect(openRedactor().text(`${begin} x ${whole} y`)).toBe(`${REDACTED} y`)
})
