import { describe, expect, it } from 'vitest'
import { createPreview, type Track } from './preview.ts'

describe('the preview', () => {
  it('shows what was chosen and hands the same tracks to the room', async () => {
    const { preview, stopped } = place()
    await Promise.all([preview.turnOn('camera'), preview.turnOn('microphone')])
    expect(preview.state.get()).toEqual({ camera: 'on', microphone: 'on' })
    const { video, audio } = preview.handOver()
    preview.close()
    expect([video?.name, audio?.name]).toEqual(['camera default', 'microphone default'])
    expect(stopped).toEqual([])
  })

  it('shows what was handed over until it goes, and leaves it alone', async () => {
    const { preview, stopped } = place()
    await preview.turnOn('camera')
    preview.handOver()
    preview.turnOff('camera')
    await preview.turnOn('camera', 'usb')
    expect(preview.tracks.get().video?.name).toBe('camera default')
    expect(preview.state.get().camera).toBe('on')
    expect(stopped).toEqual([])
  })

  it('turning the camera off gives it back', async () => {
    const { preview, stopped } = place()
    await preview.turnOn('camera')
    preview.turnOff('camera')
    expect(stopped).toEqual(['camera default'])
    expect(preview.handOver().video).toBeNull()
  })

  it('another camera takes the place of the first', async () => {
    const { preview, stopped } = place()
    await preview.turnOn('camera')
    await preview.turnOn('camera', 'usb')
    expect(stopped).toEqual(['camera default'])
    expect(preview.handOver().video?.name).toBe('camera usb')
  })

  it('who steps in while the browser is still asking goes in with sound and picture', async () => {
    const { preview } = place()
    void preview.turnOn('microphone')
    expect(preview.wants({ camera: true, microphone: true })).toEqual({ camera: true, microphone: true })
    preview.turnOff('camera')
    expect(preview.wants({ camera: true, microphone: true }).camera).toBe(false)
  })

  it('a device that came too late for the preview is given back', async () => {
    const { preview, stopped } = place()
    const late = preview.turnOn('camera')
    expect(preview.handOver().video).toBeNull()
    await late
    expect(stopped).toEqual(['camera default'])
  })

  it('a camera that is refused does not stand in the way of the microphone', async () => {
    const { preview } = place('NotAllowedError')
    await Promise.all([preview.turnOn('camera'), preview.turnOn('microphone')])
    expect(preview.state.get()).toEqual({ camera: 'blocked', microphone: 'on' })
  })
})

function place(cameraError?: string) {
  const stopped: string[] = []
  const track = (name: string): Track & { name: string } => ({ name, stop: () => void stopped.push(name) })
  const preview = createPreview({
    async camera(id) {
      if (cameraError) throw new DOMException('no', cameraError)
      return track(`camera ${id ?? 'default'}`)
    },
    microphone: async (id) => track(`microphone ${id ?? 'default'}`),
  })
  return { preview, stopped }
}
