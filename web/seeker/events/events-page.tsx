import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarSync, Rss } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocale } from '../../i18n/locale.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { browserZone, sentence } from '../../i18n/time.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { SeekerFrame } from '../seeker-frame.tsx'
import { EventCard } from './event-card.tsx'
import { eventDate } from './event-words.ts'
import { eventsAhead } from './events-api.ts'
import type { EventInList } from './events-api.ts'
import { EventFilters } from './event-filters.tsx'
import { feedAddress, useNarrowing } from './narrowing.ts'
import type { Narrowing } from './narrowing.ts'
import styles from './events.module.css'

/** All that is to come and that anybody may register for, day by day. */
export default function EventsPage() {
  const [narrowing, narrow] = useNarrowing()
  const narrowed = Object.keys(narrowing).length > 0
  return (
    <SeekerFrame title={m.events_title()}>
      <Stack gap={1.6}>
        <div className={styles.head}>
          <h1>{m.events_title()}</h1>
          <p>{m.seeker_events_lead()}</p>
        </div>
        <Coming
          narrowing={narrowing}
          narrow={narrow}
          none={
            narrowed ? (
              <EmptyState
                title={m.seeker_events_none_like_title()}
                actions={<Button onClick={() => narrow(everything)}>{m.seeker_events_clear()}</Button>}
              >
                <p>{m.seeker_events_none_like_text()}</p>
              </EmptyState>
            ) : (
              <EmptyState
                title={m.seeker_events_none_title()}
                actions={
                  <Link to="/" className={buttonClass()}>
                    {m.seeker_my_book()}
                  </Link>
                }
              >
                <p>{m.seeker_events_none_text()}</p>
              </EmptyState>
            )
          }
        />
        <Follow narrowing={narrowing} />
      </Stack>
    </SeekerFrame>
  )
}

const everything = { kind: '', topic: '', language: '', organisation: '' }

type Props = {
  narrowing: Narrowing
  narrow: ReturnType<typeof useNarrowing>[1]
  none: ReactNode
}

function Coming({ narrowing, narrow, none }: Props) {
  const zone = browserZone()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['events', narrowing, zone],
    queryFn: ({ pageParam }) => eventsAhead({ ...narrowing, zone, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  const [first] = data?.pages ?? []
  if (!data || !first) return <Loading />
  const events = data.pages.flatMap((page) => page.events)
  return (
    <>
      <EventFilters choices={first.choices} narrowing={narrowing} narrow={narrow} />
      <p role="status" className={events.length === 0 ? 'visually-hidden' : styles.count}>
        {hasNextPage
          ? m.seeker_events_found_more({ count: events.length })
          : m.seeker_events_found({ count: events.length })}
      </p>
      {events.length === 0 ? none : null}
      {byDay(events).map(({ day, those }) => (
        <section key={day} className={styles.day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{sentence(eventDate(day, those[0]?.wall.zone ?? zone))}</h2>
          <ul className={styles.list}>
            {those.map((one) => (
              <li key={one.id}>
                <EventCard event={one} showsOrganisation={first.choices.organisations.length > 1} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {error ? <ProblemNotice error={error} /> : null}
      {hasNextPage ? (
        <Row>
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {m.seeker_events_more()}
          </Button>
        </Row>
      ) : null}
    </>
  )
}

/** Events in their order, under the local day that each begins on. */
function byDay(events: EventInList[]): { day: string; those: EventInList[] }[] {
  const days = new Map<string, EventInList[]>()
  for (const one of events) {
    const day = one.wall.start.slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), one])
  }
  return [...days].map(([day, those]) => ({ day, those }))
}

function Follow({ narrowing }: { narrowing: Narrowing }) {
  const locale = useLocale()
  return (
    <section className={`${styles.follow} no-print`} aria-labelledby="follow">
      <h2 id="follow">{m.seeker_events_follow()}</h2>
      <p>{m.seeker_events_follow_text()}</p>
      <Row>
        <a href={feedAddress('ics', narrowing, locale)} className={buttonClass({ look: 'secondary' })}>
          <CalendarSync aria-hidden /> {m.seeker_events_follow_calendar()}
        </a>
        <a href={feedAddress('atom', narrowing, locale)} className={buttonClass({ look: 'quiet' })}>
          <Rss aria-hidden /> {m.seeker_events_follow_feed()}
        </a>
      </Row>
    </section>
  )
}
