import { useEffect, useState } from 'react'
import { makeTracks } from './make-tracks.ts'
import { createPreview } from './preview.ts'

export type PreviewStore = ReturnType<typeof newPreview>

const newPreview = () => createPreview(makeTracks)

/**
 * A preview that turns on what is wanted as soon as that is known, and gives the devices back when the page goes.
 *
 * @param wanted `null` while it is not known yet
 */
export function usePreview(wanted: { camera: boolean; microphone: boolean } | null): PreviewStore {
  const [preview] = useState(newPreview)
  const camera = wanted?.camera
  const microphone = wanted?.microphone
  useEffect(() => {
    if (microphone) void preview.turnOn('microphone')
    if (camera) void preview.turnOn('camera')
  }, [preview, camera, microphone])
  useEffect(() => () => preview.close(), [preview])
  return preview
}
