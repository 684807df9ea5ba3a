/** What an instance can be, as the database keeps it. */
const instanceStatuses = ['starting', 'ready', 'draining', 'stopped', 'failed'] as const
export type InstanceStatus = (typeof instanceStatuses)[number]

/** Those of which something runs. */
export const aliveStatuses = ['starting', 'ready', 'draining'] as const satisfies InstanceStatus[]

/** Whether something of it runs. Pure. */
export const isAlive = (status: InstanceStatus): boolean => (aliveStatuses as readonly string[]).includes(status)
