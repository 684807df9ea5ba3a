import { BareCountError } from '../../../errors.ts'

/** What failed, where: `has no debian:12`, with what to do. A registry's fault is not ours, so it ends a stage. */
export function registryFault(registry: string, message: string, remedy?: string, cause?: unknown): BareCountError {
  return new BareCountError('build_failed', `The registry ${registry} ${message}.`, {
    ...(remedy ? { remedy } : {}),
    cause,
  })
}

/** The refusal that an answer of the registry stands for. `words` is the beginning of its body. */
export function answerFault(registry: string, what: string, status: number, words: string): BareCountError {
  const said = messageOf(words)
  if (status === 401 || status === 403) {
    const remedy = `Put an account for ${registry} that may do this into the file that BARECOUNT_REGISTRY_CREDENTIALS names.`
    return registryFault(registry, `does not allow ${what} (${status}${said})`, remedy)
  }
  if (status === 404) {
    return registryFault(registry, `has nothing for ${what} (404${said})`, 'Check the name and the digest.')
  }
  if (status === 429) return registryFault(registry, `takes no more requests for now (429${said})`, 'Try again later.')
  return registryFault(
    registry,
    `answered ${status} to ${what}${said && ` (${said.slice(2)})`}`,
    'Ask whoever runs it.',
  )
}

/** The first message of a registry's error document. Source: distribution-spec, "Error Codes". */
function messageOf(words: string): string {
  try {
    const { errors } = JSON.parse(words) as { errors?: { code?: string; message?: string }[] }
    const [first] = errors ?? []
    const said = [first?.code, first?.message].filter(Boolean).join(': ')
    return said && `, ${said.replace(/\.$/, '').slice(0, 200)}`
  } catch {
    return ''
  }
}
