import { runDeliveries } from '../run-deliveries.ts'

// A worker that only delivers: for tests that kill one.
await runDeliveries(new AbortController().signal)
