/** Texts that are almost certainly a credential: what providers issue. */
export const secretShapes: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}/,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bsk[-_](?:live|test|proj|ant)[-_][A-Za-z0-9_-]{10,}/,
  /\bAIza[0-9A-Za-z_-]{35}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  // Begins where a word of its alphabet does: from every inner `-eyJ` the rest would be read again.
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/,
]

const keyInPem = /-----BEGIN [A-Z ]*PRIVATE KEY-----/
const passwordInAddress = /:\/\/[^\s/:@]+:[^\s/@]{3,}@/

const secretNames = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i

/** Whether `text` has the form of a credential that a provider issues, or carries a password in an address. */
export function looksLikeSecret(text: string): boolean {
  return [...secretShapes, keyInPem, passwordInAddress].some((shape) => shape.test(text))
}

/** Whether a variable called `name` is expected to hold a secret. */
export function namesSecret(name: string): boolean {
  return secretNames.test(name)
}
