import { runReplays } from '../run-replays.ts'

// A driver of its own, to be killed: nothing of it is told to end well.
await runReplays(new AbortController().signal)
