import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { clockTime, longDate } from '../../i18n/time.ts'
import { useAddress } from '../../staff/address.ts'
import { letterKindName } from '../../staff/letter-words.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { lettersQuery, sendAgain } from '../api.ts'
import type { Letter, LetterState } from '../api.ts'
import { reasonText } from './reason-text.ts'

const states: LetterState[] = ['dead', 'pending', 'sent', 'withdrawn']
const stateLabels = {
  dead: m.coordinator_letters_dead,
  pending: m.coordinator_letters_pending,
  sent: m.coordinator_letters_sent,
  withdrawn: m.coordinator_letters_withdrawn,
}

/** Letters that did not arrive, to be sent again. Never an address and never a text. */
export default function LettersPage() {
  return (
    <StaffFrame title={m.staff_nav_letters()} role="coordinator">
      {() => <Letters />}
    </StaffFrame>
  )
}

function Letters() {
  const [words, change] = useAddress()
  const state = states.find((one) => one === words.get('state')) ?? 'dead'
  const told = useRef<HTMLParagraphElement>(null)
  const [revived, setRevived] = useState(0)
  const letters = useQuery(lettersQuery(state, words.get('before') ?? undefined))
  return (
    <div className={styles.column}>
      <h1>{m.staff_nav_letters()}</h1>
      <nav aria-label={m.coordinator_letters_show()} className={styles.filters}>
        {states.map((one) => (
          <Button
            key={one}
            look={one === state ? 'primary' : 'secondary'}
            aria-current={one === state || undefined}
            onClick={() => change({ state: one === 'dead' ? null : one, before: null })}
          >
            {stateLabels[one]()}
          </Button>
        ))}
      </nav>
      <p ref={told} tabIndex={-1} role="status">
        {revived > 0 ? m.coordinator_letters_revived({ count: revived }) : ''}
      </p>
      {letters.isPending ? <Loading /> : null}
      {letters.isError ? <ProblemNotice error={letters.error} onRetry={() => void letters.refetch()} /> : null}
      {letters.data?.letters.length === 0 ? (
        <EmptyState title={state === 'dead' ? m.coordinator_letters_all_well() : m.coordinator_letters_none()} />
      ) : null}
      {letters.data && letters.data.letters.length > 0 ? (
        <Card>
          <ul className={styles.lines}>
            {letters.data.letters.map((letter) => (
              <LetterLine
                key={letter.id}
                letter={letter}
                onSentAgain={() => {
                  setRevived((before) => before + 1)
                  told.current?.focus()
                }}
              />
            ))}
          </ul>
        </Card>
      ) : null}
      <Row>
        {words.has('before') ? (
          <Button look="secondary" onClick={() => change({ before: null })}>
            {m.coordinator_newest()}
          </Button>
        ) : null}
        {letters.data?.next ? (
          <Button look="secondary" onClick={() => change({ before: letters.data.next })}>
            {m.coordinator_older()}
          </Button>
        ) : null}
      </Row>
    </div>
  )
}

/** One letter. What was sent again leaves this list, so the list says so. */
function LetterLine({ letter, onSentAgain }: { letter: Letter; onSentAgain(): void }) {
  const queries = useQueryClient()
  const again = useMutation({
    mutationFn: () => sendAgain(letter.id),
    onSuccess: async () => {
      onSentAgain()
      await queries.invalidateQueries({ queryKey: ['staff', 'letters'] })
    },
  })
  return (
    <li className={styles.line}>
      <Stack gap={0.1}>
        <span>
          <strong>{letterKindName(letter.kind)}</strong>{' '}
          {letter.recipient === 'seeker' ? m.coordinator_to_seeker() : m.coordinator_to_counsellor()}
        </span>
        <span className={styles.muted}>
          {letter.wall
            ? m.coordinator_letter_talk({ date: longDate(letter.wall.start), time: clockTime(letter.wall.start) })
            : ''}
        </span>
        {letter.reason ? (
          <span className={styles.muted}>{whyNot(letter.attempts, reasonText(letter.reason))}</span>
        ) : null}
        {again.isError ? <ProblemNotice error={again.error} /> : null}
      </Stack>
      {letter.state === 'dead' ? (
        <Button
          look="secondary"
          busy={again.isPending}
          aria-label={m.coordinator_send_again_label({
            what: `${letterKindName(letter.kind)} ${letter.wall ? longDate(letter.wall.start) : ''}`,
          })}
          onClick={() => again.mutate()}
        >
          {m.coordinator_send_again()}
        </Button>
      ) : null}
    </li>
  )
}

/** While the mail server is away no attempt is counted. */
const whyNot = (attempts: number, reason: string): string =>
  attempts === 0 ? reason : m.coordinator_letter_reason({ attempts, reason })
