import { type ComponentType, createElement, useEffect, useState } from 'react'

/**
 * A component whose code may be fetched ahead of its use. Unlike `lazy`, it is drawn at once when its turn comes:
 * React holds back what was suspended for a third of a second, which here is the first sight of the other's face.
 *
 * @param instead drawn while the code is not here yet
 */
export function ahead<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  instead: ComponentType,
) {
  let loaded: ComponentType<Props> | null = null
  const fetch = () =>
    load().then((module) => {
      loaded = module.default
    })

  function Ahead(props: Props) {
    const [Drawn, setDrawn] = useState(() => loaded)
    useEffect(() => {
      if (Drawn) return
      // Also when the code came between drawing and this effect. What cannot be had goes to the page's error boundary.
      fetch().then(
        () => setDrawn(() => loaded),
        (error: unknown) =>
          setDrawn(() => {
            throw error
          }),
      )
    }, [Drawn])
    return Drawn ? createElement(Drawn, props) : createElement(instead)
  }
  return Object.assign(Ahead, { fetch })
}
