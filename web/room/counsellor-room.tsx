import { useQuery } from '@tanstack/react-query'
import { Bell, BellOff } from 'lucide-react'
import { useState } from 'react'
import { talkQuery } from '../staff/talk-api.ts'
import { m } from '../i18n/paraglide/messages.js'
import type { LiveTalk } from './connection/live-talk.ts'
import { EndDialog } from './ending/leave-dialog.tsx'
import { AtDoor, useAtDoor } from './rail/people.tsx'
import { Rail } from './rail/rail.tsx'
import type { CounsellorApi } from './room-api.ts'
import { RoomScreen } from './room-screen.tsx'
import type { Form } from './room-state.ts'
import { useRoomState } from './use-room-state.ts'
import railStyles from './rail/rail.module.css'

const allForms: Form[] = ['video', 'audio', 'phone', 'text']

/** The counsellor's room: the same faces, with the rail beside. */
export default function CounsellorRoom({ api, talk, form }: { api: CounsellorApi; talk: LiveTalk; form: Form }) {
  const { state, look } = useRoomState(api, talk)
  const [ending, setEnding] = useState(false)
  const [sound, setSound] = useState(true)
  const waiting = useAtDoor(api.bookingId, sound)
  const about = useQuery(talkQuery(api.bookingId))
  const alias = about.data?.alias ?? null
  return (
    <>
      <RoomScreen
        api={api}
        talk={talk}
        role="counsellor"
        firstForm={form}
        offered={allForms}
        known={{ seeker: alias }}
        state={state}
        look={look}
        suggestGoal={null}
        giveNumber={null}
        onLeave={() => setEnding(true)}
        rail={{
          title: m.room_rail(),
          urgent: <AtDoor waiting={waiting} api={api} alias={alias} look={look} />,
          content: (
            <Rail
              state={state}
              api={api}
              look={look}
              onEnd={() => setEnding(true)}
              foot={
                <button type="button" className={railStyles.sound} onClick={() => setSound(!sound)}>
                  {sound ? <Bell aria-hidden /> : <BellOff aria-hidden />}
                  {sound ? m.room_sound_cue_off() : m.room_sound_cue_on()}
                </button>
              }
            />
          ),
        }}
      />
      <div data-dusk>
        <EndDialog
          open={ending}
          onClose={() => setEnding(false)}
          leave={() => void talk.session.leave()}
          end={async (outcome) => {
            await api.end(outcome)
            await talk.session.end()
          }}
        />
      </div>
    </>
  )
}
