/**
 * A network address as a proxy or a socket writes it, in one spelling, or `null` for what is none: a header's words
 * never become a key of their own. The port that some proxies add (`192.0.2.1:4711`, `[2001:db8::1]:4711`), an
 * interface (`%eth0`) and quotes (RFC 7239, 6) go. IPv4 inside IPv6 is the IPv4 address.
 *
 * @example readNetworkAddress('::ffff:192.0.2.1') // '192.0.2.1'
 */
export function readNetworkAddress(written: string): string | null {
  const bare = written.trim().replace(/^"(.*)"$/, '$1')
  const four = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/.exec(bare)?.[1]
  if (four) return four.split('.').every((part) => Number(part) <= 255) ? four.split('.').map(Number).join('.') : null
  const six = (/^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1] ?? bare).replace(/%[\w.-]+$/, '')
  if (!/^[\da-f:.]+$/i.test(six) || !six.includes(':') || !URL.canParse(`http://[${six}]`)) return null
  const spelt = new URL(`http://[${six}]`).hostname.slice(1, -1)
  const groups = groupsOf(spelt)
  const [sixth = 0, seventh = 0, eighth = 0] = groups.slice(5)
  if (groups.slice(0, 5).every((group) => group === 0) && sixth === 0xffff)
    return [seventh >> 8, seventh & 255, eighth >> 8, eighth & 255].join('.')
  return spelt
}

/** The eight groups of an IPv6 address (RFC 4291, 2.2). */
function groupsOf(six: string): number[] {
  const [head = '', tail = ''] = six.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [before, after] = [read(head), read(tail)]
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
}

/**
 * Who calls, as limits count it. Of IPv6 the first 64 bits, because the rest is whoever calls free to choose, and the
 * first 48, of which one customer may have all (RFC 6177). What is no address is one network, `unknown`.
 */
export function networksOf(address: string): { near: string; wide: string | null } {
  const known = readNetworkAddress(address)
  if (known === null) return { near: 'unknown', wide: null }
  if (!known.includes(':')) return { near: known, wide: null }
  const groups = groupsOf(known).map((group) => group.toString(16))
  return { near: `${groups.slice(0, 4).join(':')}::/64`, wide: `${groups.slice(0, 3).join(':')}::/48` }
}
