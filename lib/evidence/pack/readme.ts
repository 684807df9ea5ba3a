import type { PackManifest } from './pack-manifest.ts'

/** `README.txt`: what is in a pack and how to check it with other people's tools. Pure. */
export function packReadme(manifest: Omit<PackManifest, 'files'>, signingKeyId: string): string {
  return `Evidence of ${manifest.tenant.slug}, exported ${manifest.exportedAt} by ${manifest.exportedBy}.
${manifest.complete ? 'It is the whole log' : `It is what matches ${JSON.stringify(manifest.filters)}`}: ${manifest.events} of ${manifest.treeSize} entries.

Check everything, without a network:
  node verify.mjs
  node verify.mjs --key signing.pem --key log.vkey --checkpoint earlier-checkpoint
The second form also proves whose evidence it is and that nothing was rolled back, if the keys and the checkpoint
come from elsewhere: the portal serves them at /api/v1/evidence/keys and /api/v1/evidence/checkpoint. Ask for them
over another channel than this pack came by, and keep a checkpoint now and then.

Check one signature with openssl and jq (any event; here number 0):
  B=evidence/0.sigstore.json
  jq -r .dsseEnvelope.payload $B | base64 -d > payload
  { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' $(wc -c < payload); cat payload; } > signed
  jq -r '.dsseEnvelope.signatures[0].sig' $B | base64 -d > signature
  openssl dgst -sha256 -verify keys/${signingKeyId}.pem -signature signature signed

Check signature, proof and checkpoint with sigstore-js (@sigstore/verify): trust trusted_root.json and the key in
keys/ whose file name is the bundle's hint; tlogThreshold 1, ctlogThreshold 0, timestampThreshold 0.

What is here:
  manifest.json            scope, tree size, root, which entries, SHA-256 of the files that do not prove themselves
  manifest.json.sigstore.json   the installation's signature over it
  evidence/N.sigstore.json entry N: in-toto statement, DSSE signature, proof of its place (Sigstore bundle v0.3)
  proofs/N.tlog-proof      the same proof as text (c2sp.org/tlog-proof)
  checkpoint, checkpoints/ the signed head of the log, and all earlier ones (c2sp.org/tlog-checkpoint)
  tile/                    all hashes of the tree (c2sp.org/tlog-tiles), also of entries that are not in this pack
  keys/, trusted_root.json, tlog-policy   public keys of the signer and of the log
  keys/windows.json        until when each signing key was used; an event later than that does not verify
  timeline.jsonl, timeline.csv   the statements' predicates, one a line, in the order of the log
`
}
