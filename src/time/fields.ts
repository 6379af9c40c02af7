import { z } from 'zod'

/** Days around a far year are no dates to PostgreSQL, and nobody means them. */
export const isNear = (ms: number) => ms >= Date.UTC(1970, 0) && ms < Date.UTC(2200, 0)

/** An instant with an offset, RFC 3339; comes out as epoch ms. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .refine(isNear, 'A time of this century or the next.')

/** A day as it is sent, `2026-10-25`. */
export const day = z.iso.date().refine((text) => isNear(Date.parse(text)), 'A day of this century or the next.')

/** What a clock on a wall shows, as it is sent: `2026-10-25T14:00`. */
export const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'A local time, as 2026-10-25T14:00.')
  .refine((text) => !Number.isNaN(Date.parse(`${text}Z`)), 'There is no such day or time.')
  .refine((text) => isNear(Date.parse(`${text}Z`)), 'A time of this century or the next.')
