type Caught = { text: string; html: string; calendar: string | null }

/** What stands behind a `#` of a link: there, and nowhere else, a letter holds a key. */
const keyOfLink = /(https?:\/\/[^\s"'<>#]*)#[^\s"'<>]+/g

/**
 * A letter as somebody may read it whom it is not to: its links lead to the same pages and open none of them.
 *
 * @returns `withheld`: it had a key
 */
export function withoutKeys<Mail extends Caught>(mail: Mail): Mail & { withheld: boolean } {
  const { text, html, calendar } = mail
  const shown = { text: cut(text), html: cut(html), calendar: calendar && cut(calendar) }
  return { ...mail, ...shown, withheld: shown.text !== text || shown.html !== html || shown.calendar !== calendar }
}

const cut = (text: string) => text.replace(keyOfLink, '$1#…')
