import type { Track } from 'livekit-client'
import { type SyntheticEvent, useLayoutEffect, useRef } from 'react'

type Props = {
  track: Track
  label: string
  className: string | undefined
  onResize(event: SyntheticEvent<HTMLVideoElement>): void
}

/**
 * A track's picture. Attached before the browser draws what is around it, not after: somebody who steps in sees the
 * other a frame or two sooner, which on a busy phone is long.
 */
export function Picture({ track, label, className, onResize }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    const element = video.current
    if (!element) return
    track.attach(element)
    return () => void track.detach(element)
  }, [track])
  return <video ref={video} muted playsInline className={className} aria-label={label} onResize={onResize} />
}
