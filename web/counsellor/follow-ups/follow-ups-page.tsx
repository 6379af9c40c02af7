import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, Undo2 } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { fullDate, longDate, sentence, wholeTime } from '../../i18n/time.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { completeFollowUp, followUpsQuery, reopenFollowUp } from '../api.ts'
import type { FollowUp } from '../api.ts'
import { seekerName } from '../today/talk-card.tsx'

/** Whom one promised to be in touch with: late, due, done. */
export default function FollowUpsPage() {
  return (
    <StaffFrame title={m.staff_nav_follow_ups()} role="counsellor">
      {() => <FollowUps />}
    </StaffFrame>
  )
}

function FollowUps() {
  const lists = useQuery(followUpsQuery)
  if (lists.isPending) return <Loading />
  if (lists.isError) return <ProblemNotice error={lists.error} onRetry={() => void lists.refetch()} />
  const { late, due, done } = lists.data
  return (
    <div className={styles.column}>
      <h1>{m.staff_nav_follow_ups()}</h1>
      {late.length + due.length + done.length === 0 ? (
        <EmptyState title={m.counsellor_follow_ups_none_title()}>
          <p>{m.counsellor_follow_ups_none_text()}</p>
        </EmptyState>
      ) : null}
      <List title={m.counsellor_follow_ups_late()} items={late} />
      <List title={m.counsellor_follow_ups_due()} items={due} />
      {done.length > 0 ? (
        <details className={styles.more} open={late.length + due.length === 0}>
          <summary>{m.counsellor_follow_ups_done_count({ count: done.length })}</summary>
          <List title={m.counsellor_follow_ups_done()} items={done} done />
        </details>
      ) : null}
    </div>
  )
}

function List({ title, items, done = false }: { title: string; items: FollowUp[]; done?: boolean }) {
  if (items.length === 0) return null
  return (
    <section className={styles.column} aria-label={title}>
      <h2 className={done ? 'visually-hidden' : undefined}>{title}</h2>
      {items.map((item) => (
        <Item key={item.bookingId} item={item} done={done} />
      ))}
    </section>
  )
}

const kindName = {
  none: m.counsellor_follow_up_none,
  welcome_back: m.counsellor_follow_up_welcome_back,
  talk: m.counsellor_follow_up_talk,
  check_in: m.counsellor_follow_up_check_in,
  call: m.counsellor_follow_up_call,
}

function Item({ item, done }: { item: FollowUp; done: boolean }) {
  const queries = useQueryClient()
  const tick = useMutation({
    mutationFn: () => (done ? reopenFollowUp(item.bookingId) : completeFollowUp(item.bookingId)),
    onSuccess: () => queries.invalidateQueries({ queryKey: followUpsQuery.queryKey }),
  })
  return (
    <Card aria-label={`${kindName[item.kind]()} ${seekerName(item)}`}>
      <Stack gap={0.6}>
        <div className={styles.head}>
          <h3>
            <Link to="/staff/talk/$bookingId" params={{ bookingId: item.bookingId }} className={styles.title}>
              {seekerName(item)}
            </Link>
          </h3>
          <span className={styles.muted}>
            {kindName[item.kind]()}
            {item.dueOn ? ` · ${longDate(item.dueOn)}` : ''}
          </span>
        </div>
        {item.nextBooking ? (
          <p>
            <Link to="/staff/talk/$bookingId" params={{ bookingId: item.nextBooking.id }}>
              {sentence(wholeTime(item.nextBooking.wall))}
            </Link>
          </p>
        ) : null}
        {item.note ? <p>{item.note}</p> : null}
        {item.phone ? (
          <p>
            <a href={`tel:${item.phone.replaceAll(' ', '')}`} className={styles.title}>
              {m.counsellor_call_number({ phone: item.phone })}
            </a>
          </p>
        ) : null}
        {item.value === null ? null : <p>{m.counsellor_of_ten({ value: item.value })}</p>}
        {item.reply ? <blockquote className={styles.quote}>{item.reply}</blockquote> : null}
        <p className={styles.muted}>{m.counsellor_follow_up_after({ date: fullDate(item.wall.start) })}</p>
        {item.kind === 'talk' ? null : (
          <div>
            <Button
              look="secondary"
              icon={done ? <Undo2 aria-hidden /> : <Check aria-hidden />}
              busy={tick.isPending}
              onClick={() => tick.mutate()}
            >
              {done ? m.counsellor_follow_up_reopen() : m.counsellor_follow_up_complete()}
            </Button>
          </div>
        )}
        {tick.isError ? <ProblemNotice error={tick.error} /> : null}
      </Stack>
    </Card>
  )
}
