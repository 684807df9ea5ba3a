// The API over HTTP for the agents of a soak, as a process of its own that can be killed: the routes themselves.
import { openTestPortal } from '#agent/testing/portal.ts'

const port = Number(process.argv[2])
await openTestPortal(port)
process.on('SIGTERM', () => process.exit(0))
