import type { Refusal } from '#components/ui/error-notice.tsx'

/** What to say when the browser or the person would not go on: they closed the dialog, or there is no authenticator. */
export function notAsked(error: unknown): Refusal {
  const name = error instanceof Error ? error.name : ''
  const known: Record<string, string> = {
    NotAllowedError: 'It was cancelled, or took too long.',
    InvalidStateError: 'This authenticator holds a passkey of yours already.',
    SecurityError: 'Passkeys work only at the portal’s own address, over HTTPS or on localhost.',
  }
  return {
    title: 'The passkey was not used',
    detail: known[name] ?? 'This browser could not use a passkey.',
    remedy: 'Try again, or use another device.',
    code: 'passkey_refused',
  }
}
