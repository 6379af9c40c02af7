import { defineConfig } from 'vitest/config'
import { pureTests } from './nouns.ts'

/** The tests of rules alone: no PostgreSQL, so that one mutant takes a second. */
export default defineConfig({ test: { include: pureTests(), testTimeout: 20_000 } })
