import { z } from 'zod'
import { inEveryLanguage } from './language.ts'

/** A text in every language of the interface, none left out or blank; an error names the language: `title.da`. */
export function wholeText(mostLetters: number) {
  const missing = 'Write the text in this language too'
  const one = z.string(missing).trim().min(1, missing).max(mostLetters, `At most ${mostLetters} letters`)
  return z.object(inEveryLanguage(() => one))
}
