// Apart from retry.ts, so that the manifest's schema, which browsers load, takes these words alone.

/** Who or what made an attempt fail, as a manifest names it. */
export const causeFamilies = ['user_error', 'timeout', 'target', 'platform'] as const
export type CauseFamily = (typeof causeFamilies)[number]

/** What is tried again when the manifest says nothing of retries: failures that are not the code's doing. */
export const platformFamilies = ['target', 'platform'] as const satisfies readonly CauseFamily[]
