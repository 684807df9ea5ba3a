import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { sayLines } from './log-intake.ts'

async function linesOf(stream: Readable): Promise<string[]> {
  const lines: string[] = []
  await sayLines(stream, (line) => void lines.push(line))
  return lines
}

test('lines come as they are, the last one without an end', async () => {
  expect(await linesOf(Readable.from([Buffer.from('a\r\nb'), Buffer.from('c\n\nd')]))).toEqual(['a', 'bc', '', 'd'])
})

test('a flood without a newline is not held', async () => {
  const flood = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(10_000, 'x')))
  const lines = await linesOf(flood)
  expect(lines.join('')).toHaveLength(400_000)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(30_000)
})

test('a stream that breaks off has said what it said', async () => {
  const stream = new PassThrough()
  stream.write('a\nb')
  setTimeout(() => stream.destroy(new Error('gone')), 20)
  expect(await linesOf(stream)).toEqual(['a', 'b'])
})
