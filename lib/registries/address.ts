import { env } from '../env.ts'

/** A published image, as other tools name it: in the configured registry, else in the portal's own. */
export function imageAddress(tenantSlug: string, name: string): string {
  return `${env.BARECOUNT_REGISTRY ?? new URL(env.BARECOUNT_URL).host}/${tenantSlug}/${name}`
}

/** The configured registry, split into its host and what stands before every repository; undefined when the portal serves. */
export function configuredRegistry(): { registry: string; prefix: string } | undefined {
  if (!env.BARECOUNT_REGISTRY) return undefined
  const [registry = '', ...rest] = env.BARECOUNT_REGISTRY.split('/')
  return { registry, prefix: rest.map((part) => `${part}/`).join('') }
}
