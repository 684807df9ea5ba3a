import { env } from '../env.ts'

/** Who asks authenticators: the portal at its public address. A passkey made for one host answers no other. */
export function relyingParty(): { id: string; origin: string; name: string } {
  const { hostname, origin } = new URL(env.BARECOUNT_URL)
  return { id: hostname, origin, name: 'BareCount' }
}
