import { useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { DeviceSelect } from './device-select.tsx'
import { askForSpeaker, chooseSpeaker, chosenSpeaker, mayAskForSpeaker, mayChooseSpeaker } from './speaker.ts'

/** Which loudspeaker to use, where the browser leaves that to the page; else where it is chosen instead. */
export function SpeakerChoice({ onChange }: { onChange?(): void }) {
  const [chosen, setChosen] = useState(chosenSpeaker)
  function choose(deviceId: string) {
    chooseSpeaker(deviceId)
    setChosen(deviceId)
    onChange?.()
  }
  if (!mayChooseSpeaker()) return <p>{m.room_speaker_elsewhere()}</p>
  return (
    <>
      <DeviceSelect kind="audiooutput" value={chosen} onChange={choose} />
      {mayAskForSpeaker() ? (
        <Button look="quiet" onClick={() => void askForSpeaker().then((found) => found && choose(found))}>
          {m.room_speaker_choose()}
        </Button>
      ) : null}
    </>
  )
}
