import { cookies } from 'next/headers'
import { notFound } from '../errors.ts'
import { currentTenants, TENANT_COOKIE } from './current-actor.ts'

const YEAR_S = 365 * 24 * 3600

/** Makes the tenant with `slug` the one the signed-in person works in. Throws `not_found` for one they are not in. */
export async function chooseTenant(slug: string): Promise<void> {
  const tenants = await currentTenants()
  if (!tenants.some((tenant) => tenant.slug === slug)) throw notFound('tenant')
  const jar = await cookies()
  jar.set(TENANT_COOKIE, slug, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: YEAR_S })
}
