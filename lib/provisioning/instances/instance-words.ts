/** What an instance can be, as the database keeps it. */
export const instanceStatuses = ['starting', 'ready', 'draining', 'stopped', 'failed'] as const
export type InstanceStatus = (typeof instanceStatuses)[number]

/** Those of which something runs. */
export const aliveStatuses = ['starting', 'ready', 'draining'] as const satisfies InstanceStatus[]

export const isAlive = (status: InstanceStatus): boolean => (aliveStatuses as readonly string[]).includes(status)

/** What a person calls one. */
export const instanceNames = { container: 'container', host: 'host' } as const
