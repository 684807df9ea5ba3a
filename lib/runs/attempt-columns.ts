/** What is read of an attempt wherever its run is told: what `timelineOf` needs, and how long it took. */
export const attemptColumns = {
  number: true,
  status: true,
  cause: true,
  reason: true,
  holder: true,
  startedAt: true,
  finishedAt: true,
  durationMs: true,
} as const
