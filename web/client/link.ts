/** Whose key a link carries. */
export type Holder = 'seeker' | 'companion'

type FoundKey = { holder: Holder; key: string; path: string }

/**
 * The key that the address of a page carries, as far as it can still be read after a mail program had it: `%23` for the
 * `#`, a full stop, bracket or `?utm_source` behind it, a `%` that is no encoding, a path in capitals, or the key in the
 * path, where it does not belong. `path` is the address without it.
 *
 * @example keyInAddress('/my%23kRLGP4jLrrlLwueuCNF374lsp8S09R4U.', '')
 */
export function keyInAddress(pathname: string, hash: string): FoundKey | null {
  const { path, fragment } = wholeAddress(pathname, hash)
  const holder = /^\/with(\/|$)/i.test(path) ? 'companion' : /^\/my(\/|$)/i.test(path) ? 'seeker' : null
  if (!holder) return null
  const behind = runOf(fragment)
  if (behind) return { holder, key: behind, path: path.toLowerCase() }
  // As long as a secret and no longer: an id has 36 signs.
  const within = /\/([\w-]{32})(?![\w-])[^/]*\/?$/.exec(path)
  return within?.[1] ? { holder, key: within[1], path: path.slice(0, within.index).toLowerCase() } : null
}

/** The one-time token behind `#`, of a link for the staff, read as leniently. */
export const tokenInAddress = (pathname: string, hash: string): string | null =>
  /[\w-]+/.exec(wholeAddress(pathname, hash).fragment)?.[0] ?? null

/** The address that a link meant, when the mail program wrote `%23` for its `#`; else `null`. */
export function mendedAddress(pathname: string): string | null {
  const { path, fragment } = wholeAddress(pathname, '')
  return fragment === '' ? null : `${path}#${fragment}`
}

/** A secret has 32 signs (`newSecret`); what a mail program glued behind it is none of it. */
const runOf = (fragment: string) => /[\w-]{32,}/.exec(fragment)?.[0].slice(0, 32) ?? null

function wholeAddress(pathname: string, hash: string): { path: string; fragment: string } {
  const [path = '', ...rest] = decoded(pathname + hash).split('#')
  return { path, fragment: rest.join('#') }
}

/** As `decodeURIComponent`, which throws for a lone `%`; twice, because some mail programs encode what is encoded. */
const decoded = (text: string): string => once(once(text))
const once = (text: string) =>
  text.replace(/(?:%[\da-f]{2})+/gi, (signs) => {
    try {
      return decodeURIComponent(signs)
    } catch {
      return signs
    }
  })
