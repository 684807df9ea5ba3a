import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import type { TrustedKey } from '#lib/agents/schema.ts'
import { signStatement } from '#lib/artifacts/sign/sign-statement.ts'
import { type Signer, signerOf } from '#lib/artifacts/sign/signer.ts'
import { makeStatement, predicateTypes } from '#lib/artifacts/sign/statement.ts'
import { learnKeys } from './learn-keys.ts'

const newSigner = () => signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const keyOf = ({ keyId, publicKeyPem: publicPem }: Signer, more: Partial<TrustedKey> = {}): TrustedKey => ({
  keyId,
  publicPem,
  validFrom: new Date(0),
  validUntil: null,
  ...more,
})
const vouch = (by: Signer, { keyId, publicKeyPem }: Signer, publicPem = publicKeyPem) =>
  signStatement(
    by,
    makeStatement([{ name: 'signing key', digest: { sha256: keyId } }], predicateTypes.successor, { publicPem }),
  )
const idsOf = (keys: readonly TrustedKey[]) => keys.map(({ keyId }) => keyId)

test('a chain of keys, each vouched for by the one before, is learned', async () => {
  const [first, second, third] = [newSigner(), newSigner(), newSigner()]
  const told = [
    keyOf(first, { validUntil: new Date(5) }),
    keyOf(second, { endorsement: await vouch(first, second) }),
    keyOf(third, { endorsement: await vouch(second, third) }),
  ]
  const learned = learnKeys([keyOf(first)], told)
  expect(idsOf(learned)).toEqual([first.keyId, second.keyId, third.keyId])
  expect(learned[0]?.validUntil).toEqual(new Date(5))
})

test('the word of the portal alone, a stranger and a swapped key add nothing', async () => {
  const [first, stranger, other] = [newSigner(), newSigner(), newSigner()]
  const pinned = [keyOf(first)]
  expect(idsOf(learnKeys(pinned, [keyOf(stranger)]))).toEqual([first.keyId])
  const byStranger = keyOf(other, { endorsement: await vouch(stranger, other) })
  expect(idsOf(learnKeys(pinned, [keyOf(stranger), byStranger]))).toEqual([first.keyId])
  const swapped = keyOf(stranger, { endorsement: await vouch(first, stranger, other.publicKeyPem) })
  expect(idsOf(learnKeys(pinned, [swapped]))).toEqual([first.keyId])
})
