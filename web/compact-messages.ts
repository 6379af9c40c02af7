const message = /\/i18n\/paraglide\/messages\/(\w+)\.js$/
const choice =
  /\(\(inputs(?: = \{\})?, options = \{\}\) => \{\s+const locale = [^\n]+\n(?:\s+(?:if \(locale === "\w+"\) )?return \w+\(inputs\);?\n?)+\}\);?/

/**
 * Every compiled message chooses its language in the same six lines; a page shows hundreds. They share one function
 * here, which takes 3 kB off the way to a booking. A message of another shape stays as it is.
 */
export const compactMessages = (languages: readonly string[]) => ({
  name: 'compact-messages',
  transform(code: string, id: string) {
    const name = message.exec(id)?.[1]
    if (name === undefined || !choice.test(code)) return null
    const forms = languages.map((language) => `${language}: ${language}_${name}`).join(', ')
    return {
      code: `import { say } from '../../say.ts'\n${code.replace(choice, `/* @__PURE__ */ say({ ${forms} })`)}`,
      map: null,
    }
  },
})
