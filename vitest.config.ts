import { defineConfig } from 'vitest/config'

/**
 * Beside the sources: many small files, side by side. In `test/`: whole programs, browsers and races, one
 * after another, because they measure time or need the machine.
 */
export default defineConfig({
  test: {
    globalSetup: ['test/setup/postgres.ts'],
    // The audit's lines: many, and none of them news.
    onConsoleLog: (log) => !log.startsWith('{"level":"info","audit"'),
    projects: [
      {
        extends: true,
        test: {
          name: 'beside',
          include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'across',
          include: ['test/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
