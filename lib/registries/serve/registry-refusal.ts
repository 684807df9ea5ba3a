/** The codes of the distribution specification that a registry one only reads from needs, with their status. */
const codes = {
  UNAUTHORIZED: 401,
  DENIED: 403,
  NAME_UNKNOWN: 404,
  MANIFEST_UNKNOWN: 404,
  BLOB_UNKNOWN: 404,
  UNSUPPORTED: 405,
  TOOMANYREQUESTS: 429,
} as const

/** On every answer: clients look for it before they go on. */
export const apiVersion = { 'docker-distribution-api-version': 'registry/2.0' }

/** A refusal as other tools read it. Source: distribution-spec 1.1, "Error Codes". */
export function registryRefusal(
  code: keyof typeof codes,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ errors: [{ code, message }] }, { status: codes[code], headers: { ...apiVersion, ...headers } })
}
