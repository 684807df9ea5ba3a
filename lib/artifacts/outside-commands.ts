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
  const insecure = plainHttp ? ' --tls-verify=false' : ''
  const sourceInsecure = plainHttp ? ' --src-tls-verify=false' : ''
  const allowHttp = plainHttp ? ' --allow-http-registry' : ''
  return [
    { title: 'Look at it', code: `skopeo inspect${insecure} --creds "token:$BARECOUNT_TOKEN" docker://${image}` },
    {
      title: 'Fetch and unpack it',
      code: [
        `skopeo copy --preserve-digests${sourceInsecure} --src-creds "token:$BARECOUNT_TOKEN" docker://${image} oci:image:it`,
        'umoci unpack --image image:it bundle',
      ].join('\n'),
    },
    {
      title: 'Check its signature',
      code: `cosign verify${allowHttp} --key ${keyFile} --insecure-ignore-tlog=true ${image}`,
    },
    {
      title: 'Check how it was built',
      code: `cosign verify-attestation${allowHttp} --key ${keyFile} --insecure-ignore-tlog=true --type slsaprovenance1 ${image}`,
    },
  ]
}

/** What an artifact is called once it is downloaded: a zip as it is, an image as an OCI layout. Pure. */
export function downloadName(kind: string, digest: string): string {
  const short = digest.replace('sha256:', '').slice(0, 12)
  return kind === 'image' || kind === 'golden_image' ? `${short}.tar` : `${short}.zip`
}
