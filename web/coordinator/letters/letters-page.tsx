import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { letterKindName } from '../../counsellor/talk/letters.tsx'
import { m } from '../../i18n/paraglide/messages.js'
import { clockTime, longDate } from '../../i18n/time.ts'
import { StaffFrame } from '../../staff/staff-frame.tsx'
import styles from '../../staff/staff.module.css'
import { Button } from '../../ui/button.tsx'
import { Card, Row, Stack } from '../../ui/card.tsx'
import { Select } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { lettersQuery, sendAgain } from '../api.ts'
import type { Letter, LetterState } from '../api.ts'

const states: LetterState[] = ['dead', 'pending', 'sent', 'withdrawn']
const stateLabels = { dead: m.coordinator_letters_dead, pending: m.coordinator_letters_pending, sent: m.coordinator_letters_sent, withdrawn: m.coordinator_letters_withdrawn }

/** Letters that did not arrive, to be sent again. Never an address and never a text. */
export default function LettersPage() {
  return <StaffFrame title={m.staff_nav_letters()} role="coordinator">{() => <Letters />}</StaffFrame>
}

function Letters() {
  const [state, setState] = useState<LetterState>('dead')
  const [cursors, setCursors] = useState<string[]>([])
  const letters = useQuery(lettersQuery(state, cursors.at(-1)))
  return (
    <div className={styles.column}>
      <h1>{m.staff_nav_letters()}</h1>
      <Select label={m.coordinator_letters_show()} value={state} onChange={(value) => { setState(states.find((one) => one === value) ?? 'dead'); setCursors([]) }} options={states.map((value) => ({ value, label: stateLabels[value]() }))} />
      {letters.isPending ? <Loading /> : null}
      {letters.isError ? <ProblemNotice error={letters.error} onRetry={() => void letters.refetch()} /> : null}
      {letters.data?.letters.length === 0 ? <EmptyState title={state === 'dead' ? m.coordinator_letters_all_well() : m.coordinator_letters_none()} /> : null}
      {letters.data && letters.data.letters.length > 0 ? (
        <Card><ul className={styles.list}>{letters.data.letters.map((letter) => <LetterLine key={letter.id} letter={letter} />)}</ul></Card>
      ) : null}
      <Row>
        {cursors.length > 0 ? <Button look="secondary" onClick={() => setCursors(cursors.slice(0, -1))}>{m.coordinator_newer()}</Button> : null}
        {letters.data?.next ? <Button look="secondary" onClick={() => setCursors([...cursors, letters.data.next ?? ''])}>{m.coordinator_older()}</Button> : null}
      </Row>
    </div>
  )
}

function LetterLine({ letter }: { letter: Letter }) {
  const queries = useQueryClient()
  const again = useMutation({ mutationFn: () => sendAgain(letter.id), onSuccess: () => queries.invalidateQueries({ queryKey: ['staff', 'letters'] }) })
  return (
    <li className={styles.line}>
      <Stack gap={0.1}>
        <strong>{letterKindName(letter.kind)} · {letter.recipient === 'seeker' ? m.coordinator_to_seeker() : m.coordinator_to_counsellor()}</strong>
        <span className={styles.muted}>{letter.wall ? m.coordinator_letter_talk({ date: longDate(letter.wall.start), time: clockTime(letter.wall.start) }) : ''}</span>
        {letter.reason ? <span className={styles.muted}>{m.coordinator_letter_reason({ attempts: letter.attempts, reason: letter.reason })}</span> : null}
        {again.isError ? <ProblemNotice error={again.error} /> : null}
      </Stack>
      {letter.state === 'dead' ? <Button look="secondary" busy={again.isPending} onClick={() => again.mutate()}>{m.coordinator_send_again()}</Button> : null}
    </li>
  )
}
