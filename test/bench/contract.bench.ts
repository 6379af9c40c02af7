import { findings, roles } from '../contract/schemathesis.ts'
import { atMost } from './figure.ts'
import type { Figure } from './figure.ts'
import { withDatabase } from './own-database.ts'

/** All calls of the description as everybody, with what schemathesis thinks of: how often the program does otherwise. */
export async function run(): Promise<Figure[]> {
  return withDatabase(async ({ db }) => {
    const found: string[] = []
    // That there is no video server is logged again and again.
    console.error = () => {}
    for (const role of roles)
      found.push(...(await findings(db, role, { examples: 15, seed: Date.now() % 1e6, own: false })))
    for (const one of found) console.log(one)
    return [atMost('schemathesis findings', found.length, 0)]
  })
}
