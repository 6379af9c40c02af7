import { test } from 'vitest'

/** Long enough for the whole way: a step that is run alone walks everything that leads to it. */
const wholeWayMs = 300_000

type Step = (name: string, walk: () => void | Promise<void>) => void

/**
 * Tests that are the steps of one way, in the order of the file: a talk that is booked, held and ended. A step that is
 * run alone (`-t "is found again with the code"`) first walks the steps before it; in a run of the whole file each is
 * walked once. A step that fails does not keep the next from being tried, and is named when the next fails too.
 *
 * ```ts
 * const step = journey()
 * step('is booked', async () => { ... })
 * step('is cancelled by whoever booked it', async () => { ... })
 * ```
 */
export function journey(): Step {
  const before: (() => Promise<string | undefined>)[] = []
  return (name, walk) => {
    const earlier = [...before]
    let way: Promise<void> | undefined
    const once = () => (way ??= (async () => walk())())
    before.push(() =>
      once().then(
        () => undefined,
        () => name,
      ),
    )
    test(
      name,
      async () => {
        const failed: string[] = []
        for (const walkEarlier of earlier) {
          const fault = await walkEarlier()
          if (fault) failed.push(fault)
        }
        await once().catch((cause: unknown) => {
          if (failed.length === 0) throw cause
          throw new Error(`Failed after these steps had failed: ${failed.join('; ')}`, { cause })
        })
      },
      wholeWayMs,
    )
  }
}
