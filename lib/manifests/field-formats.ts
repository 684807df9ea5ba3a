import { z } from 'zod'
import { durationSeconds } from './duration.ts'
import { looksLikeSecret } from './secret-shapes.ts'

/** Trimmed text that is not empty, up to `max` characters. */
export const text = (max: number) => z.string().trim().min(1).max(max)
export const dnsLabel = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be a DNS label: lower-case letters, digits and inner hyphens')
export const duration = z.string().refine((value) => durationSeconds(value) !== undefined, {
  message: 'must be a duration such as 30s, 5m, 2h or 14d',
})
export const variableName = z
  .string()
  .max(128)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a variable name: letters, digits and underscores')
export const relativePath = z
  .string()
  .max(400)
  // Anything but control characters: a line break would end what `.` looks at.
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\\p{Cc}]+$/u, 'must be a path inside the source: relative, without ..')

/** A package of Debian and its version. They become arguments of apt, for which a `-` in front makes an option. */
export const packageName = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9+.-]+$/, 'must be the name of a Debian package, like libpq5')
export const packageVersion = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9.+~:-]*$/, 'must be the version of a Debian package, like 15.10-0+deb12u1')

/** Where a secret is kept, e.g. `orders/api-key`: lower-case segments, two or more. */
export const secretPath = z
  .string()
  .max(200)
  .refine((value) => !looksLikeSecret(value) && /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)+$/.test(value), {
    message: 'must be the path of a secret, like orders/api-key: a secret is named by path, never by value',
  })

/** A place a runner may reach: host and port, e.g. `api.example.com:443`; the host may begin with `*.`. */
export const egressAddress = z.string().refine(isHostAndPort, 'must be host:port, like api.example.com:443')

function isHostAndPort(value: string): boolean {
  const match =
    /^(?:\*\.)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?):(\d{1,5})$/i.exec(
      value,
    )
  return match !== null && Number(match[2]) >= 1 && Number(match[2]) <= 65_535
}

export const imageDigest = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.\-:]*(\/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}$/,
    'must name an image by digest: registry/repo@sha256:…',
  )

export const pipelineName = z
  .string()
  .max(200)
  .regex(/^[\w.-]+(\/[\w.-]+)*$/, 'must be the name of a pipeline, like orders/ingest')

export const handlerName = z.string().regex(/^[\w./-]+\.[A-Za-z_$][\w$]*$/, 'must be file.export, like index.handler')

export const sha256Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be a digest: sha256: and 64 hex digits')
