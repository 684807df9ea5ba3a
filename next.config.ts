import type { NextConfig } from 'next'

/** No page of ours shows inside another site's, where a click on Approve could be borrowed. */
const headers = [
  { key: 'content-security-policy', value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'" },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'same-origin' },
]

const config: NextConfig = {
  poweredByHeader: false,
  // `npm run typecheck` does it, and CI before it builds; once more is a quarter of the time of a build.
  typescript: { ignoreBuildErrors: true },
  // Registry clients ask for `/v2/` and must get an answer there, not a redirect.
  skipTrailingSlashRedirect: true,
  // Cedar reads its .wasm beside its module; the others are CommonJS servers that must not be bundled.
  serverExternalPackages: [
    '@opentelemetry/exporter-trace-otlp-proto',
    '@cedar-policy/cedar-wasm',
    '@dbos-inc/dbos-sdk',
    'pg',
    'pino',
    'prisma',
  ],
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
  headers: async () => [{ source: '/:path*', headers }],
}
export default config
