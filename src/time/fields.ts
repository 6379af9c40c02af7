import { z } from 'zod'

/** Days around a far year are no dates to PostgreSQL, and nobody means them. */
export const isNear = (ms: number) => ms >= Date.UTC(1970, 0) - dayMs && ms < Date.UTC(2200, 0) + dayMs

/** A year begins earlier or later, a zone away from Greenwich. */
const dayMs = 86_400_000

/** {@link isNear} as it is written, for whoever reads the description of the API, too. */
const nearDay = '(19[7-9][0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
const clock = '([01][0-9]|2[0-3]):[0-5][0-9]'
const nearInstant = `^${nearDay}T${clock}:[0-5][0-9](\\.[0-9]+)?(Z|[+-]${clock})$`
const isLike = (pattern: string) => (written: string) => new RegExp(pattern).test(written)

const writtenInstant = z.iso
  .datetime({ offset: true, abort: true })
  .refine(isLike(nearInstant), 'A time of this century or the next.')
  .meta({ pattern: nearInstant })

/** An instant with an offset, RFC 3339; comes out as epoch ms. */
export const instant = writtenInstant.transform((text) => Date.parse(text))

/** A day as it is sent, `2026-10-25`. */
export const day = z.iso
  .date({ abort: true })
  .refine(isLike(`^${nearDay}$`), 'A day of this century or the next.')
  .meta({ pattern: `^${nearDay}$` })

/** What a clock on a wall shows, as it is sent: `2026-10-25T14:00`. */
export const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'A local time, as 2026-10-25T14:00.')
  .refine((text) => !Number.isNaN(Date.parse(`${text}Z`)), 'There is no such day or time.')
  .refine(isLike(`^${nearDay}T${clock}$`), 'A time of this century or the next.')
  .meta({ pattern: `^${nearDay}T${clock}$` })

/** One end of a span of time: a day, or an instant with an offset. See `spanOf` in `http/span.ts`. */
export const edge = z.union([day, writtenInstant])
