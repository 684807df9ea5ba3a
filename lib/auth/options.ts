import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '../env.ts'
import { BareCountError } from '../errors.ts'
import { log } from '../log.ts'
import { clientAddress } from './client-address.ts'
import { signInWithPassword } from './sign-in.ts'
import { signInWithOidc } from './sign-in-with-oidc.ts'

type OidcClaims = { sub: string; email?: string; email_verified?: boolean; name?: string; groups?: string[] }

/** Whether an identity provider is configured; the sign-in page offers it then. */
export const oidcConfigured = Boolean(env.OIDC_ISSUER && env.OIDC_CLIENT_ID)

const oidc: NextAuthOptions['providers'] = oidcConfigured
  ? [
      {
        id: 'oidc',
        name: 'SSO',
        type: 'oauth',
        wellKnown: `${env.OIDC_ISSUER}/.well-known/openid-configuration`,
        clientId: env.OIDC_CLIENT_ID,
        clientSecret: env.OIDC_CLIENT_SECRET,
        authorization: { params: { scope: 'openid email profile' } },
        idToken: true,
        checks: ['pkce', 'state', 'nonce'],
        profile: (claims: OidcClaims) => ({ id: claims.sub, email: claims.email, name: claims.name ?? claims.email }),
      },
    ]
  : []

export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: 8 * 3600 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        const forwarded = request.headers?.['x-forwarded-for'] as string | undefined
        try {
          const { email, password } = credentials ?? {}
          return (await signInWithPassword(String(email), String(password), clientAddress(forwarded))) ?? null
        } catch (error) {
          // next-auth hands the message of an Error to the page as `error`; the page knows our codes.
          if (error instanceof BareCountError) throw new Error(error.code)
          log.error({ err: error }, 'sign-in failed')
          throw new Error('internal')
        }
      },
    }),
    ...oidc,
  ],
  callbacks: {
    async signIn({ account, profile, user }) {
      if (account?.provider !== 'oidc') return true
      const claims = profile as OidcClaims
      // An address the provider has not verified could be anybody's.
      if (!claims.email || String(claims.email_verified) === 'false') return '/sign-in?error=unverified_email'
      const known = await signInWithOidc({
        email: claims.email,
        name: claims.name ?? claims.email,
        groups: claims.groups ?? [],
      })
      if (!known) return '/sign-in?error=account_disabled'
      user.id = known.id
      return true
    },
    jwt({ token, user }) {
      if (user) token.sub = user.id
      return token
    },
    session({ session, token }) {
      return { ...session, userId: token.sub, issuedAt: token.iat }
    },
  },
}
