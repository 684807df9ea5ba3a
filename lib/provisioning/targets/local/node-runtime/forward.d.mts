import type { Server } from 'node:net'

export function forward(port: number, socketPath: string): Promise<Server>
