import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // Cedar reads its .wasm beside its module; the others are CommonJS servers that must not be bundled.
  serverExternalPackages: ['@cedar-policy/cedar-wasm', '@dbos-inc/dbos-sdk', 'pg', 'pino', 'prisma'],
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
}
export default config
