/** Most severe first: the order in which people read findings. */
export const severities = ['critical', 'high', 'medium', 'low', 'unknown'] as const
export type SeverityName = (typeof severities)[number]
