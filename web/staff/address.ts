import { useLocation, useRouter } from '@tanstack/react-router'

type Change = Record<string, string | null>

/**
 * What a page shows, kept in its address: a reload, a bookmark and the back button find it again. `null` takes a
 * word out of the address.
 */
export function useAddress(): [words: URLSearchParams, change: (words: Change) => void] {
  const router = useRouter()
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  function change(words: Change) {
    const next = new URLSearchParams(search)
    for (const [word, value] of Object.entries(words)) {
      if (value === null) next.delete(word)
      else next.set(word, value)
    }
    router.history.push(`${location.pathname}${next.size > 0 ? `?${next}` : ''}`)
  }
  return [new URLSearchParams(search), change]
}
