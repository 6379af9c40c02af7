import { describe, expect, it } from 'vitest'
import { createControls, troubleOf } from './controls.ts'

const on = { microphone: true, camera: true, audioOnly: false }

describe('the controls', () => {
  it('mute and unmute', async () => {
    const { controls, done } = hands(on)
    await controls.toggleMicrophone()
    expect(controls.state.get().microphone).toBe(false)
    await controls.toggleMicrophone()
    expect(controls.state.get().microphone).toBe(true)
    expect(done).toEqual(['microphone off', 'microphone on'])
  })

  it('audio only turns pictures off in both directions, and brings the camera back as it was', async () => {
    const { controls, done } = hands(on)
    await controls.toggleAudioOnly()
    expect(controls.state.get()).toMatchObject({ audioOnly: true, camera: false })
    await controls.toggleAudioOnly()
    expect(controls.state.get()).toMatchObject({ audioOnly: false, camera: true })
    expect(done).toEqual(['pictures off', 'camera off', 'pictures on', 'camera on'])
  })

  it('audio only never turns on a camera that was off', async () => {
    const { controls } = hands({ ...on, camera: false })
    await controls.toggleAudioOnly()
    await controls.toggleAudioOnly()
    expect(controls.state.get().camera).toBe(false)
  })

  it('turning the camera on ends audio only', async () => {
    const { controls } = hands({ microphone: true, camera: false, audioOnly: true })
    await controls.toggleCamera()
    expect(controls.state.get()).toMatchObject({ camera: true, audioOnly: false })
  })

  it('when the talk goes on by phone, camera and microphone are given back', async () => {
    const { controls, done } = hands(on)
    await controls.rest()
    expect(controls.state.get()).toMatchObject({ microphone: false, camera: false })
    expect(done).toEqual(['camera off', 'microphone off'])
  })

  it('when pictures come back nobody’s camera is turned on for them', async () => {
    const { controls, done } = hands(on)
    await controls.setAudioOnly(true)
    controls.picturesBack()
    expect(controls.state.get()).toMatchObject({ audioOnly: false, camera: false })
    expect(done).toEqual(['pictures off', 'camera off', 'pictures on'])
  })

  it('a refused camera stays off and says why', async () => {
    const { controls } = hands({ ...on, camera: false }, 'NotAllowedError')
    await controls.toggleCamera()
    expect(controls.state.get()).toMatchObject({ camera: false, busy: null, trouble: { of: 'camera', why: 'blocked' } })
  })

  it('a second press while the first is at work does nothing', async () => {
    const { controls, done } = hands(on)
    await Promise.all([controls.toggleMicrophone(), controls.toggleMicrophone()])
    expect(done).toEqual(['microphone off'])
  })

  it.each([
    ['NotAllowedError', 'blocked'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'failed'],
  ] as const)('%s means %s', (name, why) => {
    expect(troubleOf(new DOMException('no', name))).toBe(why)
  })
})

function hands(first: { microphone: boolean; camera: boolean; audioOnly: boolean }, refusal?: string) {
  const done: string[] = []
  async function turn(what: string, isOn: boolean) {
    if (refusal) throw new DOMException('no', refusal)
    done.push(`${what} ${isOn ? 'on' : 'off'}`)
  }
  const controls = createControls(
    {
      setMicrophone: (isOn) => turn('microphone', isOn),
      setCamera: (isOn) => turn('camera', isOn),
      setReceivesVideo: (isOn) => void done.push(`pictures ${isOn ? 'on' : 'off'}`),
    },
    first,
  )
  return { controls, done }
}
