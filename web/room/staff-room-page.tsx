import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { talkQuery } from '../staff/talk-api.ts'
import { clockRange } from '../i18n/time.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Button, buttonClass } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Reader } from '../ui/reader.ts'
import { ahead } from './ahead.ts'
import { wasInside } from './connection/inside.ts'
import { beginTalk, type LiveTalk } from './connection/live-talk.ts'
import { needs, ticketOf } from './door/door.ts'
import { Away, isVideoAway, Words } from './door/door-panel.tsx'
import styles from './door/door.module.css'
import { DuskFrame } from './dusk-frame.tsx'
import { Outside } from './outside.tsx'
import { PreviewView } from './preview/preview-view.tsx'
import { usePreview } from './preview/use-preview.ts'
import { type CounsellorApi, counsellorApi } from './room-api.ts'
import type { Form } from './room-state.ts'
import { useEntered } from './use-entered.ts'
import { keptInTab } from '../client/kept.ts'
import { useStore } from '../client/use-store.ts'
import { staffProblem } from '../staff/staff-problem.ts'

const CounsellorRoom = ahead(
  () => import('./counsellor-room.tsx'),
  () => <div data-dusk className={styles.frame} />,
)

/** `/staff/talk/<booking>/room`: oneself before stepping in, and the room with the rail. */
export default function StaffRoomPage() {
  const { bookingId = '' } = useParams({ strict: false })
  const api = useMemo(() => counsellorApi(bookingId), [bookingId])
  return (
    <Reader value={staffProblem}>
      <Talk key={bookingId} api={api} />
    </Reader>
  )
}

function Talk({ api }: { api: CounsellorApi }) {
  const { entered, enter, goOut } = useEntered()
  useEffect(() => void CounsellorRoom.fetch().catch(() => undefined), [])
  if (!entered) return <Ready api={api} enter={enter} />
  return (
    <Inside talk={entered.talk} api={api} onReturn={goOut}>
      <CounsellorRoom api={api} talk={entered.talk} form={entered.form} />
    </Inside>
  )
}

function Inside({
  talk,
  api,
  onReturn,
  children,
}: {
  talk: LiveTalk
  api: CounsellorApi
  onReturn(): void
  children: ReactNode
}) {
  const { at } = useStore(talk.session.state)
  useEffect(() => {
    if (at === 'door') onReturn()
  }, [at, onReturn])
  if (at === 'left' || at === 'elsewhere' || at === 'removed' || at === 'ended') {
    return (
      <Outside
        at={at}
        role="counsellor"
        onReturn={at === 'left' ? onReturn : () => void talk.session.renew()}
        home={<TalkLink bookingId={api.bookingId} />}
      />
    )
  }
  return children
}

/** The counsellor does not knock: stepping in opens the room. */
function Ready({ api, enter }: { api: CounsellorApi; enter(talk: LiveTalk, form: Form): void }) {
  const [before] = useState(() => wasInside(keptInTab, api.bookingId))
  const about = useQuery(talkQuery(api.bookingId))
  const form = about.data?.form ?? null
  const { camera, microphone } = needs(form ?? 'text')
  const preview = usePreview(before || form === null ? null : { camera, microphone })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [over, setOver] = useState(false)

  async function stepIn() {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await api.door()
      if (answer.state === 'ended') return setOver(true)
      const how = before ?? { ...preview.wants(needs(answer.form)), audioOnly: answer.form === 'audio' }
      enter(beginTalk(api, ticketOf(answer), preview.handOver(), how), answer.form)
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  useEffect(() => {
    // Once, after a reload.
    if (before) void stepIn()
  }, [before])

  // Without a video server the talk can still be held: in the same record, in another form.
  const goOnAs = (to: 'phone' | 'text') =>
    void api
      .changeForm(to)
      .then(() => about.refetch())
      .then(stepIn, setProblem)

  if (over)
    return <Outside at="ended" role="counsellor" onReturn={() => {}} home={<TalkLink bookingId={api.bookingId} />} />
  return (
    <DuskFrame>
      <div className={styles.page} data-two={microphone || undefined}>
        {isVideoAway(problem) ? (
          <Away onKnock={() => void stepIn()} changeForm={goOnAs} />
        ) : (
          <div className={styles.panel}>
            <Words lit={3} title={m.room_staff_ready_title()}>
              {about.data ? (
                <p>
                  {clockRange(about.data.wall)}
                  {about.data.alias ? ` · ${about.data.alias}` : ''}
                </p>
              ) : null}
              <p>{m.room_staff_ready_text()}</p>
              {problem || about.error ? (
                <ProblemNotice error={problem ?? about.error} onRetry={() => void stepIn()} />
              ) : null}
              <Button busy={busy} onClick={() => void stepIn()}>
                {busy ? m.room_door_stepping_in() : m.room_door_step_in()}
              </Button>
              <TalkLink bookingId={api.bookingId} />
            </Words>
          </div>
        )}
        {microphone && !before ? <PreviewView preview={preview} camera={camera} /> : null}
      </div>
    </DuskFrame>
  )
}

function TalkLink({ bookingId }: { bookingId: string }) {
  return (
    <Link to="/staff/talk/$bookingId" params={{ bookingId }} className={buttonClass({ look: 'secondary' })}>
      {m.room_staff_back()}
    </Link>
  )
}
