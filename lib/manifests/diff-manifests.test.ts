import { expect, test } from 'vitest'
import { diffFields, diffText } from './diff-manifests.ts'
import { editManifest } from './edit-manifest.ts'
import { manifestDigest } from './manifest-digest.ts'
import { newManifestText } from './new-manifest.ts'
import { parseManifest } from './parse-manifest.ts'
import type { NormalisedManifest } from './schema.ts'

const text = newManifestText({ name: 'orders' })

function normalised(source: string): NormalisedManifest {
  const parsed = parseManifest(source)
  if (!parsed.normalised) throw new Error(JSON.stringify(parsed.faults))
  return parsed.normalised
}

test('lines that replaced each other share a row, and numbers follow each side', () => {
  expect(diffText('a\nb\nc\n', 'a\nB\nc\nd')).toEqual([
    { kind: 'same', left: { line: 1, text: 'a' }, right: { line: 1, text: 'a' } },
    { kind: 'changed', left: { line: 2, text: 'b' }, right: { line: 2, text: 'B' } },
    { kind: 'same', left: { line: 3, text: 'c' }, right: { line: 3, text: 'c' } },
    { kind: 'added', right: { line: 4, text: 'd' } },
  ])
  expect(diffText('a\nb\n', 'b\n').map((row) => row.kind)).toEqual(['removed', 'same'])
  expect(diffText('', 'a\n').map((row) => row.kind)).toEqual(['added'])
})

test('fields that differ are named with both values', () => {
  const changed = editManifest(editManifest(text, 'runner.size', 'large'), 'runner.env.LEVEL', 'info')
  expect(diffFields(normalised(text), normalised(changed))).toEqual([
    { path: 'runner.size', before: 'small', after: 'large' },
    { path: 'runner.env.LEVEL', after: 'info' },
  ])
})

test('the digest is of the meaning: writing does not change it, a field does', () => {
  const digest = manifestDigest(normalised(text))
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  const rewritten = JSON.stringify(parseManifest(text).manifest)
  expect(manifestDigest(normalised(rewritten))).toBe(digest)
  expect(manifestDigest(normalised(editManifest(text, 'run.timeout', '300s')))).toBe(digest)
  expect(manifestDigest(normalised(editManifest(text, 'run.timeout', '301s')))).not.toBe(digest)
})
