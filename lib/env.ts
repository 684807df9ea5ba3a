import path from 'node:path'
import { z } from 'zod'

/** The only place that reads `process.env`. Every setting has its meaning and its default here. */
const schema = z.object({
  /** What the web and worker connect with; the embedded database sets it in `npm run up`. */
  DATABASE_URL: z.string().default('postgresql://unset'),
  /** Keys, blobs, sandboxes and the embedded database live here; never inside the database. */
  BARECOUNT_HOME: z.string().default('.data'),
  /** Public address of the portal, used in links, webhook URLs and sign-in callbacks. */
  BARECOUNT_URL: z.url().default('http://localhost:4400'),
  /** Folder of the Node runtime for functions, where it is not beside the code: the agent is one file and brings it. */
  BARECOUNT_NODE_RUNTIME: z.string().optional(),
  NEXTAUTH_SECRET: z.string().optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** JSON: OIDC group → `{"tenant":"acme","roles":["engineer"]}` or `{"platform_admin":true}`. */
  OIDC_GROUP_MAP: z.string().optional(),
  /** Where images and their signatures are pushed: `host/prefix`. Left out, the portal serves them itself under /v2/. */
  BARECOUNT_REGISTRY: z
    .string()
    .regex(/^[\w.-]+(:\d+)?(\/[a-z0-9._-]+)*$/, 'must be host/prefix')
    .optional(),
  /** A file in the form of Docker's config.json with what registries ask for; readable by its owner only. */
  BARECOUNT_REGISTRY_CREDENTIALS: z.string().optional(),
  /** Socket of the container engine to use, or `none`; left out, one is looked for (lib/engines/engine-sockets.ts). */
  BARECOUNT_ENGINE: z.string().optional(),
  /** What Docker's and Podman's own tools go by. */
  DOCKER_HOST: z.string().optional(),
  XDG_RUNTIME_DIR: z.string().optional(),
  HOME: z.string().optional(),
  /** Where mail is handed in: `smtp://user:password@host:587` or `smtps://…`. Left out, nothing is mailed. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be smtp:// or smtps://' }).optional(),
  /** Who mail is from: `BareCount <barecount@example.com>`. */
  MAIL_FROM: z.string().optional(),
  /**
   * `allow`: webhooks may go to this machine, over http too. Only counts while the portal itself is reached by a
   * loopback address, so that a public portal cannot be made to talk to its neighbours.
   */
  BARECOUNT_WEBHOOK_LOOPBACK: z.enum(['allow', 'refuse']).default('refuse'),
  /** What Prometheus sends as its bearer token. Left out, /metrics only answers while the portal is reached by a loopback address. */
  BARECOUNT_METRICS_TOKEN: z.string().min(16, 'must have 16 characters at least').optional(),
  /** Where a worker serves its own /metrics: a port of the loopback, or `host:port`. Left out, it serves none. */
  BARECOUNT_METRICS_LISTEN: z
    .string()
    .regex(/^([\w.-]+:)?\d{1,5}$/, 'must be a port or host:port')
    .optional(),
  /** Collector that spans are sent to, e.g. `http://collector:4318`. Left out, none are. The names are OpenTelemetry's own. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be http:// or https://' }).optional(),
  /** `name=value,…`, e.g. what the collector wants for authorisation. */
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().default('barecount'),
  /** How long a worker that is told to end waits for the runs it holds; what has not ended by then is handed back. */
  BARECOUNT_DRAIN_SECONDS: z.coerce.number().min(0).max(86_400).default(30),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
})

/** The settings of this process. Throws a ZodError naming the variable when one is malformed. */
export const env = schema.parse(process.env)

/** The absolute path of a thing kept under the home directory, e.g. `homePath('keys', 'log.pem')`. */
export function homePath(...parts: string[]): string {
  return path.resolve(/* turbopackIgnore: true */ env.BARECOUNT_HOME, ...parts)
}

/** What a tool that we start needs of our environment: where programs, settings, certificates and proxies are. */
const FOR_TOOLS =
  /^(PATH|HOME|TMPDIR|LANG|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|(https?|no)_proxy|npm_config_((global|user)config|registry|cache|ca|cafile|strict_ssl|proxy|https_proxy|noproxy|\/\/.*))$/i

/** The environment for a tool such as git or npm: never our own settings and secrets, nor what `npm run` adds for us. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name, value]) => value !== undefined && FOR_TOOLS.test(name))
  return Object.fromEntries(entries) as NodeJS.ProcessEnv
}
