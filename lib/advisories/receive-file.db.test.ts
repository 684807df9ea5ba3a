import fs from 'node:fs'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { homePath } from '../env.ts'
import { withReceivedFile } from './receive-file.ts'

const left = () => fs.readdirSync(homePath('incoming'))

test('an upload is there while it is used, and gone afterwards', async () => {
  const content = await withReceivedFile(Readable.from([Buffer.from('ab'), Buffer.from('c')]), async (file) =>
    fs.readFileSync(file, 'utf8'),
  )
  expect([content, left()]).toEqual(['abc', []])
})

test('one that is too large, cut off or of no use leaves nothing behind', async () => {
  const use = async () => undefined
  const large = Readable.from([Buffer.alloc(6), Buffer.alloc(6)])
  await expect(withReceivedFile(large, use, 10)).rejects.toMatchObject({ code: 'payload_too_large' })
  const cutOff = new Readable({
    read() {
      this.destroy(new Error('aborted'))
    },
  })
  await expect(withReceivedFile(cutOff, use)).rejects.toThrow('aborted')
  const refused = withReceivedFile(Readable.from([Buffer.from('x')]), async () => {
    throw new Error('no zip')
  })
  await expect(refused).rejects.toThrow('no zip')
  expect(left()).toEqual([])
})
