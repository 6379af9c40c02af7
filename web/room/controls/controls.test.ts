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

  it('share the screen and stop, and tell when somebody else shows theirs', async () => {
    const { controls, done } = hands(on)
    await controls.toggleScreen(true)
    expect(controls.state.get()).toMatchObject({ screen: false, trouble: { of: 'screen', why: 'taken' } })
    await controls.toggleScreen(false)
    expect(controls.state.get()).toMatchObject({ screen: true, trouble: null })
    await controls.toggleScreen(false)
    expect(controls.state.get().screen).toBe(false)
    expect(done).toEqual(['screen on', 'screen off'])
  })

  it('say nothing when the choice of a screen was only closed, and why when the computer forbids it', async () => {
    const closed = hands(on, 'NotAllowedError')
    await closed.controls.toggleScreen(false)
    expect(closed.controls.state.get()).toMatchObject({ screen: false, busy: null, trouble: null })
    const broken = hands(on, 'NotReadableError')
    await broken.controls.toggleScreen(false)
    expect(broken.controls.state.get().trouble).toEqual({ of: 'screen', why: 'failed' })
  })

  it('a screen that was first stays, the other gives way and is told', async () => {
    const { controls, done } = hands(on)
    await controls.giveWay()
    expect(controls.state.get().trouble).toBeNull()
    await controls.toggleScreen(false)
    await controls.giveWay()
    expect(controls.state.get()).toMatchObject({ screen: false, trouble: { of: 'screen', why: 'taken' } })
    expect(done).toEqual(['screen on', 'screen off'])
  })

  it('when the talk goes on by phone nothing is shown any more', async () => {
    const { controls, done } = hands({ microphone: false, camera: false, audioOnly: false })
    await controls.toggleScreen(false)
    await controls.rest()
    expect(controls.state.get().screen).toBe(false)
    expect(done).toEqual(['screen on', 'screen off'])
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
      setScreen: (isOn) => turn('screen', isOn),
      setReceivesVideo: (isOn) => void done.push(`pictures ${isOn ? 'on' : 'off'}`),
    },
    first,
  )
  return { controls, done }
}
