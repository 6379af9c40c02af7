/** One file of messages in one language. A message is a string, or the message format's list of variants. */
export type Catalogue = { locale: string; file: string; messages: Record<string, unknown> }

/**
 * Names every way in which the languages disagree: a message that is missing or empty in one of them, stands
 * in two files of one language, or takes other parameters than in the first language. Empty when all is well.
 */
export function cataloguesDisagree(catalogues: Catalogue[]): string[] {
  const locales = [...new Set(catalogues.map(({ locale }) => locale))]
  const keys = new Set(catalogues.flatMap(({ messages }) => Object.keys(messages)).filter((key) => key !== '$schema'))
  return [...keys].flatMap((key) => {
    const found = locales.map((locale) => ({ locale, ...messageOf(catalogues, locale, key) }))
    const expected = parametersOf(found[0]?.message)
    return found.flatMap(({ locale, message, files }) => {
      if (files.length > 1) return [`${key}: stands in ${files.join(' and ')}`]
      if (message === undefined || message === '') return [`${key}: missing in ${locale}`]
      const actual = parametersOf(message)
      return actual === expected ? [] : [`${key}: takes {${expected}} in ${locales[0]}, but {${actual}} in ${locale}`]
    })
  })
}

function messageOf(catalogues: Catalogue[], locale: string, key: string) {
  const holding = catalogues.filter(
    (catalogue) => catalogue.locale === locale && Object.hasOwn(catalogue.messages, key),
  )
  return { message: holding[0]?.messages[key], files: holding.map(({ file }) => file) }
}

/** Names of the parameters, sorted. Variants declare theirs as `input name`. */
function parametersOf(message: unknown): string {
  if (typeof message === 'string') {
    return [...new Set([...message.matchAll(/(?<!\\)\{(\w+)\}/g)].map((match) => match[1]))].sort().join(', ')
  }
  const declared = [...JSON.stringify(message ?? '').matchAll(/"input (\w+)"/g)].map((match) => match[1])
  return [...new Set(declared)].sort().join(', ')
}
