import { useEffect, useRef } from 'react'

/** Puts the focus on the first field that was refused, each time when `refusal` is a new one. */
export function useFirstWrong<Container extends HTMLElement>(refusal: unknown) {
  const container = useRef<Container>(null)
  useEffect(() => {
    if (!refusal) return
    // Marked fields, or a group whose error says what is wrong.
    const wrong = container.current?.querySelector<HTMLElement>(
      '[aria-invalid="true"], fieldset:has(> div > p[id$="-error"]:not(:empty)) input',
    )
    wrong?.focus()
  }, [refusal])
  return container
}
