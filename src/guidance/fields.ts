import { z } from 'zod'

/** Free text of at most `most` letters. What the database cannot keep is refused for every field by `validate`. */
const text = (most: number) => z.string().trim().max(most, `At most ${most} letters`)

/** Text that may be blank, as in a draft. */
export const maybeBlank = text
/** Text that says something. */
export const words = (most: number) => text(most).pipe(z.string().min(1, 'Write something'))
/** What is left out or blank is `null`. */
export const optionalWords = (most: number) =>
  text(most)
    .nullish()
    .transform((written) => written || null)

export const scaleValue = z.int('A whole number from 1 to 10').min(1, 'From 1 to 10').max(10, 'From 1 to 10')
/** A local date, YYYY-MM-DD. */
export const localDay = z.iso.date('A date, like 2026-11-24')
