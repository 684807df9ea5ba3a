/** What drivers listen to: a replay may begin, or go on. */
export const REPLAYS = 'replays'
