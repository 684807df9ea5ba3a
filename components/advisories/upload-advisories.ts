import type { Refusal } from '#components/ui/error-notice.tsx'
import type { ImportResult } from '#lib/advisories/schema.ts'

/** How far an upload is. */
export type Upload =
  | { state: 'idle' }
  /** `share` of the bytes are sent, 0 to 1. */
  | { state: 'sending'; share: number }
  | { state: 'importing' }
  | { state: 'done'; result: ImportResult }
  | { state: 'refused'; problem: Refusal }

/** Sends the file and tells each step. With XMLHttpRequest, since fetch does not say how much it has sent. */
export function uploadAdvisories(
  file: File,
  query: { source: string; completeFor: string },
  tell: (upload: Upload) => void,
): void {
  const request = new XMLHttpRequest()
  request.open('POST', `/api/v1/advisories?${new URLSearchParams(query)}`)
  request.setRequestHeader('content-type', 'application/zip')
  request.responseType = 'json'
  request.upload.onprogress = ({ loaded, total }) => tell({ state: 'sending', share: total ? loaded / total : 0 })
  request.upload.onload = () => tell({ state: 'importing' })
  request.onload = () => {
    if (request.status === 200) tell({ state: 'done', result: request.response as ImportResult })
    else tell({ state: 'refused', problem: (request.response as Refusal | null) ?? unreachable })
  }
  request.onerror = () => tell({ state: 'refused', problem: unreachable })
  tell({ state: 'sending', share: 0 })
  request.send(file)
}

const unreachable: Refusal = {
  title: 'The portal did not answer',
  detail: 'The upload was cut off. Nothing was changed.',
  remedy: 'Try again; the same file twice does no harm.',
  code: 'unavailable',
}
