import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { beforeAll, describe, expect, test } from 'vitest'
import { installationSigner } from '../../artifacts/sign/key-file.ts'
import { signStatement } from '../../artifacts/sign/sign-statement.ts'
import { signerOf } from '../../artifacts/sign/signer.ts'
import { makeStatement } from '../../artifacts/sign/statement.ts'
import { transaction, unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { homePath } from '../../env.ts'
import { appendEvidence } from '../append-evidence.ts'
import { signCheckpoint } from '../checkpoint.ts'
import { evidencePublicKeys } from '../evidence-keys.ts'
import { logKey } from '../log-key.ts'
import { registerKeys } from '../register-keys.ts'
import { integratePending } from '../sequencer.ts'
import { exportPack } from './export-pack.ts'
import { openPack } from './open-pack.ts'
import type { PackFiles } from './pack-checks.ts'
import { PACK_PREDICATE_TYPE } from './pack-manifest.ts'
import { type Anchors, type PackVerdict, verifyPack } from './verify-pack.ts'

let tenant: TestTenant
let zipPath: string
let original: Map<string, Buffer>
let earlier: string
let anchors: Anchors

beforeAll(async () => {
  await registerKeys()
  tenant = await makeTenant()
  for (let n = 0; n < 300; n++) await write(n)
  await drain()
  earlier = (await unsafeDb.evidenceCheckpoint.findFirstOrThrow({ where: { tenantId: tenant.id, size: 200 } })).note
  anchors = { keys: (await evidencePublicKeys(tenant.auditor)).keys.map((key) => key.publicPem), checkpoint: earlier }
  zipPath = homePath('pack.zip')
  await pipeline((await exportPack(tenant.auditor)).stream, fs.createWriteStream(zipPath))
  original = await filesOf(zipPath)
})

const write = (n: number) =>
  transaction((tx) =>
    appendEvidence(tx, {
      kind: 'secret.written',
      actor: tenant.engineer,
      result: 'succeeded',
      path: n === 3 ? '=cmd,"x"' : `p/${n}`,
      version: n,
    }),
  )

async function drain(): Promise<void> {
  while (await integratePending({ limit: 100 })) {}
}

async function filesOf(location: string): Promise<Map<string, Buffer>> {
  const pack = await openPack(location)
  const files = new Map<string, Buffer>()
  for (const name of pack.paths) files.set(name, Buffer.from(await pack.read(name)))
  return files
}

/** The pack after one edit, as something to verify. */
function edited(edit: (files: Map<string, Buffer>) => void = () => {}): PackFiles {
  const files = new Map(original)
  edit(files)
  return { paths: new Set(files.keys()), read: async (name) => files.get(name) as Buffer }
}

const failed = (verdict: PackVerdict) => verdict.checks.filter((check) => !check.passed).map((check) => check.name)
const json = (files: Map<string, Buffer>, name: string) => JSON.parse(String(files.get(name)))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const eventFile = (index: number) => `evidence/${index}.sigstore.json`

describe('a whole pack', () => {
  test('verifies from the zip, and says what that proves and what not', async () => {
    const alone = await verifyPack(await openPack(zipPath))
    expect(alone.checks.filter((check) => !check.passed)).toEqual([])
    expect(alone.ok).toBe(true)
    expect(alone.proven.join(' ')).toContain('All 300 entries')
    expect(alone.notProven.join(' ')).toMatch(/signing key.*log key.*--checkpoint/)
    const anchored = await verifyPack(await openPack(zipPath), anchors)
    expect(failed(anchored)).toEqual([])
    expect(anchored.notProven).toEqual([expect.stringContaining('wrote down all that happened')])
  })

  test('verifies with its own verify.mjs, started from its folder by any Node', () => {
    const folder = homePath('unpacked')
    for (const [name, bytes] of original) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      fs.writeFileSync(path.join(folder, name), bytes)
    }
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['verify.mjs', ...args], { cwd: folder, encoding: 'utf8' })
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('The pack verifies.') })
    fs.writeFileSync(path.join(folder, 'earlier'), earlier)
    fs.writeFileSync(path.join(folder, 'log.pem'), anchors.keys?.find((pem) => pem.length < 150) ?? '')
    // The two files just written are not part of the pack, and it says so.
    expect(run('--checkpoint', 'earlier', '--key', 'log.pem')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(
        /FAIL {2}files: (earlier|log.pem) was added[\s\S]*pass {2}checkpoint given from outside/,
      ),
    })
  })

  test('verifies event by event with @sigstore/verify', () => {
    const [keyFile] = [...original.keys()].filter((name) => /^keys\/\w+\.pem$/.test(name))
    const trust = toTrustMaterial(TrustedRoot.fromJSON(json(original, 'trusted_root.json')), {
      [keyFile?.slice(5, 69) as string]: { rawBytes: pemBytes(String(original.get(keyFile as string))) } as never,
    })
    const verifier = new Verifier(trust, { tlogThreshold: 1, ctlogThreshold: 0, timestampThreshold: 0 })
    for (const index of [0, 128, 299]) {
      expect(() => verifier.verify(toSignedEntity(bundleFromJSON(json(original, eventFile(index)))))).not.toThrow()
    }
  })

  test('verifies with the commands of its README', () => {
    const commands = String(original.get('README.txt'))
      .split('\n')
      .filter((line) => /^ {2}(B=|jq|\{|openssl)/.test(line))
    expect(commands).toHaveLength(5)
    const out = execFileSync('sh', ['-ec', commands.join('\n')], { cwd: homePath('unpacked') })
    expect(out.toString()).toBe('Verified OK\n')
  })

  test('has a timeline that a spreadsheet does not run', () => {
    expect(String(original.get('timeline.csv')).split('\r\n')[4]).toMatch(
      /"Secret =cmd,""x"" was written, version 3\."/,
    )
  })
})

describe('an edit is caught: ', () => {
  const tampered: [string, string[], (files: Map<string, Buffer>) => void][] = [
    [
      'an event changed',
      ['events'],
      (files) => {
        const bundle = json(files, eventFile(7))
        const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString().replace('succeeded', 'succeedeD')
        bundle.dsseEnvelope.payload = Buffer.from(payload).toString('base64')
        files.set(eventFile(7), Buffer.from(JSON.stringify(bundle)))
      },
    ],
    ['an event dropped', ['events complete', 'events'], (files) => void files.delete(eventFile(7))],
    [
      'two events in the other order',
      ['events'],
      (files) => {
        const [seven, eight] = [files.get(eventFile(7)) as Buffer, files.get(eventFile(8)) as Buffer]
        files.set(eventFile(7), eight).set(eventFile(8), seven)
      },
    ],
    ['an event added', ['events complete'], (files) => files.set(eventFile(300), files.get(eventFile(299)) as Buffer)],
    ['a file added', ['files'], (files) => files.set('note.txt', Buffer.from('trust me'))],
    ['a file changed', ['files'], (files) => files.set('timeline.csv', Buffer.from('nothing happened'))],
    [
      'the last events and their leaves cut off, the checkpoint rolled back',
      ['checkpoint'],
      (files) => files.set('checkpoint', files.get('checkpoints/200') as Buffer),
    ],
    [
      'a hash of the tree changed',
      ['tree'],
      (files) => {
        const tile = Buffer.from(files.get('tile/0/000') as Buffer)
        tile.writeUInt8(tile.readUInt8(100) ^ 1, 100)
        files.set('tile/0/000', tile)
      },
    ],
    [
      'an earlier checkpoint of another past, even if the log signed it',
      ['earlier checkpoints'],
      (files) => {
        const key = logKey()
        files.set('checkpoints/100', Buffer.from(signCheckpoint(tenant.id, { size: 100, root: Buffer.alloc(32) }, key)))
      },
    ],
    ['a proof changed', ['events'], (files) => files.set('proofs/9.tlog-proof', Buffer.from('c2sp.org/tlog-proof@v1'))],
    [
      'the signing key swapped',
      ['keys'],
      (files) => {
        const [name] = [...files.keys()].filter((file) => /^keys\/\w{64}\.pem$/.test(file))
        files.set(name as string, Buffer.from(newKey('ec').publicPem))
      },
    ],
    [
      'the log key swapped',
      ['keys'],
      (files) => {
        const vkey = String(files.get('keys/log.vkey')).split('+')
        const raw = Buffer.concat([Buffer.of(1), Buffer.alloc(32, 9)]).toString('base64')
        files.set('keys/log.vkey', Buffer.from(`${vkey[0]}+${vkey[1]}+${raw}\n`))
      },
    ],
    [
      'the manifest changed',
      ['pack signature'],
      (files) => void replaceIn(files, 'manifest.json', 'exportedBy', 'exportedby'),
    ],
    ['the timeline dropped', ['files', 'timeline'], (files) => void files.delete('timeline.jsonl')],
  ]

  test.each(tampered)('%s', async (_what, names, edit) => {
    const verdict = await verifyPack(edited(edit))
    expect(verdict.ok).toBe(false)
    expect(verdict.proven).toEqual([])
    expect(failed(verdict)).toEqual(expect.arrayContaining(names))
  })

  test('nothing, when nothing was edited', async () => {
    expect((await verifyPack(edited())).ok).toBe(true)
  })
})

describe('a pack made anew with other keys is whole in itself, and caught by what came from elsewhere', () => {
  test('another signer of the manifest, with its key in the pack', async () => {
    const forger = newKey('ec')
    const signer = signerOf(forger.privateKey)
    const manifest = json(original, 'manifest.json')
    manifest.files[`keys/${signer.keyId}.pem`] = sha256(Buffer.from(forger.publicPem))
    const bytes = Buffer.from(JSON.stringify(manifest))
    const subject = [{ name: 'manifest.json', digest: { sha256: sha256(bytes) } }]
    const bundle = await signStatement(signer, makeStatement(subject, PACK_PREDICATE_TYPE, {}))
    const forged = edited((files) => {
      files.set(`keys/${signer.keyId}.pem`, Buffer.from(forger.publicPem))
      files.set('manifest.json', bytes).set('manifest.json.sigstore.json', Buffer.from(JSON.stringify(bundle)))
    })
    expect((await verifyPack(forged)).ok).toBe(true)
    expect(failed(await verifyPack(forged, anchors))).toEqual(['key given from outside'])
  })

  test('a statement of another kind about the manifest, which a tenant can get signed by uploading it as a source', async () => {
    const manifest = Buffer.from(String(original.get('manifest.json')).replace('"complete": true', '"complete": false'))
    const subject = [{ name: 'source.zip', digest: { sha256: sha256(manifest) } }]
    const type = 'https://barecount.io/attestation/source.uploaded/v1'
    const bundle = await signStatement(installationSigner(), makeStatement(subject, type, {}))
    const forged = edited((files) => {
      files.set('manifest.json', manifest).set('manifest.json.sigstore.json', Buffer.from(JSON.stringify(bundle)))
    })
    expect(failed(await verifyPack(forged, anchors))).toEqual(['pack signature'])
  })

  test('a checkpoint of a larger tree: the pack is of a log rolled back', async () => {
    const newer = signCheckpoint(tenant.id, { size: 301, root: Buffer.alloc(32) }, logKey())
    const verdict = await verifyPack(edited(), { checkpoint: newer })
    expect(failed(verdict)).toEqual(['checkpoint given from outside'])
    expect(verdict.checks.at(-1)?.detail).toContain('rolled back')
  })

  test('a checkpoint of another past', async () => {
    const other = signCheckpoint(tenant.id, { size: 100, root: Buffer.alloc(32) }, logKey())
    expect(failed(await verifyPack(edited(), { checkpoint: other }))).toEqual(['checkpoint given from outside'])
  })

  test('a key that is not the one', async () => {
    expect(failed(await verifyPack(edited(), { keys: [newKey('ed25519').publicPem] }))).toEqual([
      'key given from outside',
    ])
    expect(failed(await verifyPack(edited(), { keys: ['nonsense'] }))).toEqual(['key given from outside'])
  })
})

describe('taking a pack', () => {
  test('is written down', async () => {
    const event = await unsafeDb.evidence.findFirstOrThrow({
      where: { tenantId: tenant.id, kind: 'evidence.exported' },
    })
    expect(event).toMatchObject({ actorId: tenant.auditor.userId, sentence: '300 events exported at tree size 300.' })
  })

  test('of a filter takes those alone, and says that the log cannot show that they are all', async () => {
    await drain()
    const file = homePath('filtered.zip')
    const { stream } = await exportPack(tenant.auditor, { kind: 'evidence.exported' })
    await pipeline(stream, fs.createWriteStream(file))
    const verdict = await verifyPack(await openPack(file), anchors)
    expect(failed(verdict)).toEqual([])
    expect([...(await openPack(file)).paths].filter((name) => name.startsWith('evidence/'))).toHaveLength(1)
    expect(verdict.notProven.join(' ')).toContain('matches the filter')
  })

  test('is for those who may', async () => {
    await expect(exportPack(tenant.engineer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(exportPack((await makeTenant()).auditor)).rejects.toMatchObject({ code: 'invalid_state' })
  })

  test('from what is no pack is refused with the reason', async () => {
    await expect(openPack(homePath('none.zip'))).rejects.toMatchObject({ code: 'not_found' })
    fs.writeFileSync(homePath('text.zip'), 'hello')
    await expect(openPack(homePath('text.zip'))).rejects.toMatchObject({ code: 'invalid_input' })
    const empty = { paths: new Set<string>(), read: async () => Buffer.alloc(0) }
    expect(failed(await verifyPack(empty))).toEqual(['manifest'])
  })
})

function newKey(type: 'ec' | 'ed25519'): { privateKey: KeyObject; publicPem: string } {
  const pair = type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  return { privateKey: pair.privateKey, publicPem: pair.publicKey.export({ type: 'spki', format: 'pem' }) as string }
}

function pemBytes(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
}

function replaceIn(files: Map<string, Buffer>, name: string, from: string, to: string): void {
  files.set(name, Buffer.from(String(files.get(name)).replace(from, to)))
}
