import { expect, test, vi } from 'vitest'
import { testDatabase } from '../setup/database.ts'
import { schemathesis } from '../setup/schemathesis.ts'
import { findings, roles } from './schemathesis.ts'

const { db } = await testDatabase()
await schemathesis(console.log)
// That there is no video server is logged again and again.
vi.spyOn(console, 'error').mockImplementation(() => {})

test.each(roles)(
  'the program does what its description says, and nothing else, when asked as %s',
  async (role) => {
    expect(await findings(db, role, { examples: 4, seed: 20261126, own: true })).toEqual([])
  },
  300_000,
)
