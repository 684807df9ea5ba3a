export type OutsideCommand = { title: string; code: string }

export type PublishedImage = {
  address: string
  digest: string
  /** The key's file as it is downloaded. */
  keyFile: string
  plainHttp: boolean
}

/** Commands of other tools that look at a published image, fetch it and check who signed it. Pure. */
export function imageCommands({ address, digest, keyFile, plainHttp }: PublishedImage): OutsideCommand[] {
  const image = `${address}@${digest}`
  const only = (flag: string) => (plainHttp ? [flag] : [])
  const cosign = [...only('--allow-http-registry'), `--key ${keyFile}`, '--insecure-ignore-tlog=true']
  const token = '"token:$BARECOUNT_TOKEN"'
  return [
    {
      title: 'Look at it',
      code: overLines('skopeo inspect', ...only('--tls-verify=false'), `--creds ${token}`, `docker://${image}`),
    },
    {
      title: 'Fetch and unpack it',
      code: [
        overLines(
          'skopeo copy --preserve-digests',
          ...only('--src-tls-verify=false'),
          `--src-creds ${token}`,
          `docker://${image}`,
          'oci:image:it',
        ),
        'umoci unpack --image image:it bundle',
      ].join('\n'),
    },
    { title: 'Check its signature', code: overLines('cosign verify', ...cosign, image) },
    {
      title: 'Check how it was built',
      code: overLines('cosign verify-attestation --type slsaprovenance1', ...cosign, image),
    },
  ]
}

/** One command over several lines of a shell. */
const overLines = (...parts: string[]) => parts.join(' \\\n  ')

/** What an artifact is called once it is downloaded: a zip as it is, an image as an OCI layout. Pure. */
export function downloadName(kind: string, digest: string): string {
  const short = digest.replace('sha256:', '').slice(0, 12)
  return kind === 'image' || kind === 'golden_image' ? `${short}.tar` : `${short}.zip`
}
