import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { DoorOpen, Phone } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { localeNow } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { clockRange, sentence, shortDate, wholeTime, zoneName } from '../../i18n/time.ts'
import { Notes } from '../../room/rail/notes.tsx'
import { counsellorApi } from '../../room/room-api.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { talkQuery } from '../../staff/talk-api.ts'
import type { WholeTalk } from '../../staff/talk-api.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Loading } from '../../ui/states.tsx'
import { DoorRows } from '../today/door-row.tsx'
import { seekerName, TalkTags } from '../today/talk-card.tsx'
import { Answers } from './answers.tsx'
import { CancelTalk } from './cancel-talk.tsx'
import { EarlierTalks } from './earlier-talks.tsx'
import { EndTalk } from './end-talk.tsx'
import { Letters } from './letters.tsx'
import { NewestComment } from './newest-comment.tsx'
import { OwnChecklist } from './own-checklist.tsx'

const KonklusionPaper = lazy(() => import('./konklusion-paper.tsx'))
const KonklusionEditor = lazy(() => import('../../room/konklusion/konklusion-editor.tsx'))
const FollowUpEditor = lazy(() => import('../../room/follow-up/follow-up-editor.tsx'))

/** One talk: what the seeker said beforehand, one's own notes, and afterwards the Konklusion. */
export default function TalkPage() {
  const { bookingId } = useParams({ strict: false })
  return (
    <StaffFrame title={m.counsellor_talk()} role="counsellor">
      {() => (bookingId ? <Talk bookingId={bookingId} /> : null)}
    </StaffFrame>
  )
}

function Talk({ bookingId }: { bookingId: string }) {
  const query = useQuery(talkQuery(bookingId))
  if (query.isPending) return <Loading />
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  const talk = query.data
  const over = talk.state !== 'booked' && talk.state !== 'cancelled'
  const begun = over || talk.roomOpen || Date.parse(talk.start) <= Date.parse(talk.serverNow)
  const before = (
    <Stack gap={1.5} className={over ? 'no-print' : ''}>
      <Goals talk={talk} />
      {talk.seekerAnswers ? <Answers items={talk.seekerAnswers.items} answers={talk.seekerAnswers.answers} /> : null}
      <EarlierTalks talks={talk.earlier} />
    </Stack>
  )
  const after =
    begun && talk.state !== 'cancelled' ? (
      <Suspense fallback={<Loading />}>
        <KonklusionPaper bookingId={talk.id} />
        <Card className="no-print">
          <h2 className={styles.apart}>{m.counsellor_konklusion()}</h2>
          <KonklusionEditor bookingId={talk.id} />
        </Card>
        <Card className="no-print">
          <FollowUpEditor bookingId={talk.id} />
        </Card>
      </Suspense>
    ) : null
  return (
    <Stack gap={1.5}>
      <Head talk={talk} />
      {talk.state === 'cancelled' ? (
        <Notice
          title={
            talk.cancelledBy === 'counsellor' ? m.counsellor_cancelled_by_you() : m.counsellor_cancelled_by_seeker()
          }
        >
          {talk.cancelledLate ? <p>{m.counsellor_cancelled_late()}</p> : null}
          {talk.cancelReason ? <p>{talk.cancelReason}</p> : null}
        </Notice>
      ) : null}
      {talk.commented ? <NewestComment bookingId={talk.id} /> : null}
      <div className={styles.split}>
        <Stack gap={1.5}>
          {over ? (
            <>
              {after}
              {before}
            </>
          ) : (
            <>
              {before}
              {after}
            </>
          )}
        </Stack>
        <Stack gap={1.5} className="no-print">
          <Card>
            <Notes api={counsellorApi(talk.id)} />
          </Card>
          {begun && talk.state !== 'cancelled' ? <EndTalk key={talk.state} talk={talk} /> : null}
          {talk.ownChecklist && talk.state === 'booked' ? (
            <OwnChecklist bookingId={talk.id} sheet={talk.ownChecklist} />
          ) : null}
          <Letters letters={talk.letters} />
          {talk.state === 'booked' && !talk.roomOpen ? <CancelTalk bookingId={talk.id} /> : null}
        </Stack>
      </div>
    </Stack>
  )
}

function Head({ talk }: { talk: WholeTalk }) {
  return (
    <Stack gap={0.8}>
      <h1>{seekerName(talk)}</h1>
      <p>
        <strong>{sentence(wholeTime(talk.wall))}</strong> · {talk.serviceTitle[localeNow()]}
        {talk.serviceWall.start === talk.wall.start ? null : (
          <span className={styles.muted}>
            {' '}
            ({clockRange(talk.serviceWall)} {zoneName(talk.serviceWall.zone)}, {shortDate(talk.serviceWall.start)})
          </span>
        )}
      </p>
      <div className="no-print">
        <TalkTags talk={talk} />
      </div>
      <DoorRows bookingId={talk.id} waiting={talk.waiting} />
      {talk.state === 'booked' ? <WayIn talk={talk} /> : null}
    </Stack>
  )
}

/** By phone the number comes first; the room holds the rail, notes and shared links in every form. */
function WayIn({ talk }: { talk: WholeTalk }) {
  return (
    <Row className="no-print">
      {talk.phone ? (
        <a href={`tel:${talk.phone.replaceAll(' ', '')}`} className={buttonClass()}>
          <Phone aria-hidden />
          <span>{m.counsellor_call_number({ phone: talk.phone })}</span>
        </a>
      ) : null}
      <Link
        to="/staff/talk/$bookingId/room"
        params={{ bookingId: talk.id }}
        className={buttonClass({ look: talk.phone || talk.waiting.length > 0 ? 'secondary' : 'primary' })}
      >
        <DoorOpen aria-hidden />
        <span>{m.counsellor_step_in()}</span>
      </Link>
    </Row>
  )
}

function Goals({ talk }: { talk: WholeTalk }) {
  return (
    <Card aria-labelledby="goals-head">
      <Stack gap={0.8}>
        <h2 id="goals-head">{m.counsellor_goals()}</h2>
        {talk.topic ? <p>{talk.topic}</p> : null}
        {talk.goals.length > 0 ? (
          <ul className={styles.list}>
            {talk.goals.map((goal) => (
              <li key={goal} className={styles.quote}>
                {goal}
              </li>
            ))}
          </ul>
        ) : (
          <p className={styles.muted}>{m.counsellor_no_goal()}</p>
        )}
        {talk.companionsList.length > 0 ? (
          <p>{m.counsellor_with({ who: talk.companionsList.map(({ label }) => label).join(', ') })}</p>
        ) : null}
      </Stack>
    </Card>
  )
}
