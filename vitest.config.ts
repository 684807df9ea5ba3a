import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const ignored = ['**/node_modules/**', '.next/**', '.data/**', 'e2e/**', 'examples/**']

/** What takes longest begins first: begun last, it would run alone while the other cores have nothing left. */
const long = [
  'build-golden-image',
  'agent/outage',
  'instances/containers',
  'scripts/soak',
  'worker/drain',
  'lib/backup',
  'etl-runs',
  'agent/agent.db',
  'agent/takeover',
  'worker-death',
  'list-plans',
  'approvals/model.db',
  'instances/hosts',
  'function-host',
  'etl-host',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.includes(name))
      return at < 0 ? long.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    // Many of them wait for other processes; as many as there are cores would leave one idle on a small machine.
    maxWorkers: availableParallelism() + 1,
    // Node runs the TypeScript itself: tests load what the worker and the CLI load.
    experimental: { viteModuleRunner: false },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...ignored, '**/*.db.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['**/*.db.test.ts'],
          exclude: ignored,
          globalSetup: ['lib/db/testing/template.ts'],
          setupFiles: ['lib/db/testing/clone.ts'],
        },
      },
    ],
  },
})
