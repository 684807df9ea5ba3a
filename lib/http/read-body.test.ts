import { expect, test } from 'vitest'
import { readBody, readBytes } from './read-body.ts'

/** A body that declares no length, and how much of it was asked for. */
function endless() {
  const given = { bytes: 0 }
  const body = new ReadableStream({
    pull(controller) {
      given.bytes += 65_536
      controller.enqueue(new Uint8Array(65_536))
    },
  })
  return { given, request: new Request('http://portal.test', { method: 'POST', body, duplex: 'half' } as RequestInit) }
}

test.each([readBody, readBytes])('a body without an end is read no further than it may be (%o)', async (read) => {
  const { given, request } = endless()
  await expect(read(request, 1024 * 1024)).rejects.toMatchObject({ code: 'payload_too_large' })
  expect(given.bytes).toBeLessThan(2 * 1024 * 1024)
})

test('one that is short enough is read whole', async () => {
  const request = () => new Request('http://portal.test', { method: 'POST', body: '\ufeff{"a":"ü"}' })
  expect(await readBody(request())).toEqual({ value: { a: 'ü' }, text: '{"a":"ü"}' })
  expect(await readBytes(request(), 13)).toHaveLength(13)
  expect(await readBytes(new Request('http://portal.test'), 10)).toHaveLength(0)
})
