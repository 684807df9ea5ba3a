// The health check of the image: ends with 0 while the service is well.
const response = await fetch(`http://127.0.0.1:${process.env.STATE_PORT ?? 8080}/healthz`).catch(() => undefined)
process.exit(response?.ok ? 0 : 1)
