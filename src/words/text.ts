import { z } from 'zod'
import { inEveryLanguage } from './language.ts'

/**
 * A text of at most `most` letters, without the blanks around it. Letters are code points, as JSON Schema and PostgreSQL
 * count them: an emoji is one. They are counted as they are sent, blanks too, so that the description of the API says
 * what is checked.
 */
export const text = (most: number, tooLong = `At most ${most} letters`) =>
  z
    .string()
    .refine((sent) => hasAtMost(most, sent), tooLong)
    .trim()
    .meta({ maxLength: most })

/** A {@link text} that is kept as it was sent, as one that is saved while it is typed. */
export const textAsSent = (most: number, tooLong = `At most ${most} letters`) =>
  z
    .string()
    .refine((sent) => hasAtMost(most, sent), tooLong)
    .meta({ maxLength: most })

/** A {@link text} that says something. */
export const words = (most: number, { missing = 'Write something', tooLong = `At most ${most} letters` } = {}) =>
  z
    .string(missing)
    .refine((sent) => hasAtMost(most, sent), tooLong)
    .regex(notBlank, missing)
    .trim()
    .meta({ minLength: 1, maxLength: most })

/** A {@link text} in one line, as for a name: it stands in subjects and headings. */
export const oneLine = (most: number, missing: string) =>
  words(most, { missing })
    .refine((written) => withoutControls.test(written), 'Write it on one line')
    .meta({ pattern: oneLineWithSomething, minLength: 1, maxLength: most })

/** What is left out or blank is `null`. */
export const optionalText = (most: number) =>
  text(most)
    .nullish()
    .transform((written) => written || null)

/** As {@link optionalText}, but what is left out stays left out: a change leaves it as it is. */
export const changedText = (most: number) =>
  text(most)
    .transform((written) => written || null)
    .nullish()

/** A text in every language of the interface, none left out or blank; an error names the language: `title.da`. */
export const wholeText = (most: number) =>
  z.object(inEveryLanguage(() => words(most, { missing: 'Write the text in this language too' })))

/** No longer in code units than in code points: most texts need no counting. */
const hasAtMost = (most: number, sent: string) => sent.length <= most || [...sent].length <= most

/** What no language of programming takes for a blank: `\s` of JavaScript and of Python differ by these few. */
const something = '[^\\s\\u001c-\\u001f\\u0085\\ufeff]'
const notBlank = new RegExp(something)

const withoutControls = /^\P{Cc}*$/u
/** {@link notBlank} and {@link withoutControls} as other tools read them, which know no `\P`. */
const oneLineWithSomething =
  '^[^\\u0000-\\u001f\\u007f-\\u009f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ufeff][^\\u0000-\\u001f\\u007f-\\u009f]*$'
