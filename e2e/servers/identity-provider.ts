import Provider from 'oidc-provider'

/** A real OpenID provider for the browser tests. Whoever signs in gets the group that the portal maps to Acme. */
const port = Number(process.env.OIDC_PORT)
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'barecount',
      client_secret: 'barecount-secret',
      redirect_uris: [`${process.env.PORTAL_URL}/api/auth/callback/oidc`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
  conformIdTokenClaims: false, // next-auth reads e-mail and groups from the id_token
  findAccount: (_context: unknown, id: string) => ({
    accountId: id,
    claims: async () => ({
      sub: id,
      email: `${id}@sso.test`,
      email_verified: id !== 'unverified',
      name: id,
      groups: id === 'stranger' ? [] : ['acme-data'],
    }),
  }),
  features: { devInteractions: { enabled: true } }, // ready login and consent pages
  cookies: { keys: ['test-only'] },
})
const server = provider.listen(port, '127.0.0.1')
process.on('SIGTERM', () => server.close(() => process.exit(0)))
