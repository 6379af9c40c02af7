import { useSyncExternalStore } from 'react'

const query = '(min-width: 64rem)'

/** True when there is room beside the faces; on narrow screens what stands beside comes from below. */
export function useWide(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(query).matches)
}

function watch(changed: () => void) {
  const list = matchMedia(query)
  list.addEventListener('change', changed)
  return () => list.removeEventListener('change', changed)
}
