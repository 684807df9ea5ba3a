import type { Config } from '../config.ts'
import type { Executor } from '../executor.ts'
import type { Link } from '../link.ts'
import { execMode } from './exec.ts'
import { functionsMode } from './functions.ts'
import { runtimeApiMode } from './runtime-api.ts'

/** The way this agent carries out runs. */
export async function openMode(config: Config, link: Link): Promise<Executor> {
  switch (config.mode) {
    case 'exec':
      return execMode(config)
    case 'functions':
      return functionsMode(config, link)
    case 'runtime_api':
      return runtimeApiMode(config, async () => {
        const { secrets } = await link.ask<{ secrets: Record<string, string> }>('GET', '/secrets')
        return secrets
      })
  }
}
