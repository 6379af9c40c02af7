import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { noteUse } from '../client/idle.ts'
import { keptInTab } from '../client/kept.ts'
import { secretOf } from '../client/secret.ts'
import { formatWall } from '../i18n/time.ts'
import { m } from '../i18n/paraglide/messages.js'
import { PageFrame } from '../ui/page-frame.tsx'
import { EmptyState } from '../ui/states.tsx'
import { ahead } from './ahead.ts'
import { forgetInside, wasInside } from './connection/inside.ts'
import { createLiveRoom } from './connection/live-room.ts'
import { beginTalk, type LiveTalk } from './connection/live-talk.ts'
import { type DoorAnswer, needs, ticketOf } from './door/door.ts'
import { DoorPanel, HomeLink } from './door/door-panel.tsx'
import styles from './door/door.module.css'
import { useDoor } from './door/use-door.ts'
import { DuskFrame } from './dusk-frame.tsx'
import { Outside } from './outside.tsx'
import { PreviewView } from './preview/preview-view.tsx'
import { usePreview } from './preview/use-preview.ts'
import { type BookingForDoor, type GuestApi, guestApi } from './room-api.ts'
import { useEntered } from './use-entered.ts'
import { useStore } from '../client/use-store.ts'
import { wallAt } from './wall-time.ts'

const GuestRoom = ahead(
  () => import('./guest-room.tsx'),
  () => <div data-dusk className={styles.frame} />,
)

/**
 * `/talk/<booking>`: the door, oneself before stepping in, and the room. For seekers, and with `?as=companion` for
 * companions.
 */
export default function TalkPage() {
  const { bookingId = '' } = useParams({ strict: false })
  const search: Record<string, unknown> = useSearch({ strict: false })
  const seekerSecret = search.as === 'companion' ? null : secretOf('seeker')
  const secret = seekerSecret ?? secretOf('companion')
  const role = seekerSecret === null ? 'companion' : 'seeker'
  const api = useMemo(() => guestApi(bookingId, secret), [bookingId, secret])
  if (secret === null) return <NoKey bookingId={bookingId} />
  return <Talk key={bookingId} api={api} secret={secret} role={role} />
}

type Place = { api: GuestApi; secret: string; role: 'seeker' | 'companion' }

function Talk({ api, secret, role }: Place) {
  const { entered, enter, goOut } = useEntered()
  const booking = useQuery({ queryKey: ['door', api.bookingId, role], queryFn: api.booking, staleTime: 60_000 })
  useEffect(() => void GuestRoom.fetch().catch(() => undefined), [])
  // Whoever talks touches nothing: the own page in another window must not lock meanwhile.
  useEffect(() => {
    const timer = setInterval(() => noteUse(Date.now()), 30_000)
    noteUse(Date.now())
    return () => clearInterval(timer)
  }, [])

  if (!entered) return <AtDoor api={api} role={role} booking={booking.data} enter={enter} />
  const { talk, form } = entered
  return (
    <Inside talk={talk} api={api} role={role} onDoor={goOut}>
      <GuestRoom
        api={api}
        secret={secret}
        role={role}
        talk={talk}
        form={form}
        offered={booking.data?.formsOffered ?? ['video', 'audio', 'phone', 'text']}
        counsellorName={booking.data?.counsellor.name ?? null}
      />
    </Inside>
  )
}

function Inside({
  talk,
  api,
  role,
  onDoor,
  children,
}: {
  talk: LiveTalk
  api: GuestApi
  role: 'seeker' | 'companion'
  onDoor(): void
  children: ReactNode
}) {
  const { at } = useStore(talk.session.state)
  useEffect(() => {
    if (at === 'door') onDoor()
  }, [at, onDoor])
  if (at === 'left' || at === 'elsewhere' || at === 'removed' || at === 'ended') {
    return (
      <Outside
        at={at}
        role={role}
        onReturn={at === 'left' ? onDoor : () => void talk.session.renew()}
        home={<HomeLink role={role} bookingId={api.bookingId} />}
      />
    )
  }
  return children
}

function AtDoor({
  api,
  role,
  booking,
  enter,
}: {
  api: GuestApi
  role: 'seeker' | 'companion'
  booking: BookingForDoor | undefined
  enter(talk: LiveTalk, form: DoorAnswer['form']): void
}) {
  const [before] = useState(() => wasInside(keptInTab, api.bookingId))
  const { answer, problem, knock } = useDoor(api.door, true)
  const wanted = wantedDevices(answer)
  const preview = usePreview(before ? null : wanted)
  usePreparedConnection(answer)

  const open = answer?.state === 'open'
  const form = answer?.form
  useEffect(() => {
    // Who was in the room and comes back goes straight in, once, with the first answer.
    if (!before || !answer || !form) return
    if (!open) return forgetInside(keptInTab, api.bookingId)
    enter(beginTalk(api, ticketOf(answer), { video: null, audio: null }, before), form)
  }, [before, open])

  useEffect(() => {
    const away = () => void api.leaveDoor().catch(() => undefined)
    addEventListener('pagehide', away)
    return () => removeEventListener('pagehide', away)
  }, [api])

  /** Who was told no stands there no longer until they step away: knocking again begins anew. */
  const knockAgain = () =>
    void (answer?.state === 'declined' ? api.leaveDoor().catch(() => undefined) : Promise.resolve()).then(knock)

  const steppedIn = useRef(false)
  function stepIn() {
    if (!answer || !form || steppedIn.current) return
    steppedIn.current = true
    const wants = preview.wants(wanted ?? { camera: false, microphone: false })
    enter(beginTalk(api, ticketOf(answer), preview.handOver(), { ...wants, audioOnly: form === 'audio' }), form)
  }

  const showsPreview =
    wanted !== null && (wanted.camera || wanted.microphone || needs(form ?? 'text').microphone) && !problem
  return (
    <DuskFrame>
      <div className={styles.page} data-two={showsPreview || undefined}>
        <DoorPanel
          answer={before && open ? null : answer}
          problem={problem}
          role={role}
          bookingId={api.bookingId}
          opens={opensInWords(answer, booking)}
          onStepIn={stepIn}
          onKnock={knockAgain}
          changeForm={(to) => void api.changeForm(to).finally(knock)}
        />
        {showsPreview && !before ? <PreviewView preview={preview} camera={needs(form ?? 'text').camera} /> : null}
      </div>
    </DuskFrame>
  )
}

/** Devices are asked for only when one is about to be seen: not at a closed door, not in a talk by phone. */
function wantedDevices(answer: DoorAnswer | null): { camera: boolean; microphone: boolean } | null {
  if (!answer || (answer.state !== 'waiting' && answer.state !== 'asked_to_wait' && answer.state !== 'open'))
    return null
  const { camera, microphone } = needs(answer.form)
  return { camera: camera && answer.camera === 'on', microphone }
}

/** Names, keys and the way to the video server are made ready while one waits. */
function usePreparedConnection(answer: DoorAnswer | null): void {
  const url = answer?.url
  useEffect(() => {
    if (url)
      void createLiveRoom()
        .prepareConnection(url)
        .catch(() => undefined)
  }, [url])
}

function opensInWords(answer: DoorAnswer | null, booking: BookingForDoor | undefined): string | null {
  if (!answer?.opensAt || !booking) return null
  return formatWall(wallAt(booking, answer.opensAt), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
}

function NoKey({ bookingId }: { bookingId: string }) {
  return (
    <PageFrame title={m.room_door_title()}>
      <EmptyState page title={m.room_door_lost_title()} actions={<HomeLink role="seeker" bookingId={bookingId} />}>
        <p>{m.room_door_lost_text()}</p>
      </EmptyState>
    </PageFrame>
  )
}
