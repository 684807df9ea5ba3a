import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '.next/**', '.data/**', 'e2e/**', 'examples/**']

export default defineConfig({
  test: {
    pool: 'forks',
    // Most of them wait for other processes; the default leaves a core idle on a small machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
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
