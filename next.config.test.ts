import { expect, test } from 'vitest'
import config from './next.config.ts'

test('every answer tells browsers not to frame it and not to guess its type', async () => {
  const [everywhere] = (await config.headers?.()) ?? []
  expect(everywhere?.source).toBe('/:path*')
  const sent = new Map(everywhere?.headers.map(({ key, value }) => [key, value]))
  expect(sent.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(sent.get('x-content-type-options')).toBe('nosniff')
})
