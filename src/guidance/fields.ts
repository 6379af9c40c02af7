import { z } from 'zod'
import { scale } from '../meeting/limits.ts'

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

const fromTo = `from ${scale.least} to ${scale.most}`
export const scaleValue = z
  .int(`A whole number ${fromTo}`)
  .min(scale.least, `Choose ${fromTo}`)
  .max(scale.most, `Choose ${fromTo}`)
/** A local date, YYYY-MM-DD. */
export const localDay = z.iso.date('A date, like 2026-11-24')
