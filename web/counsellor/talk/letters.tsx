import { m } from '../../i18n/paraglide/messages.js'
import { letterKindName, letterStateName } from '../../staff/letter-words.ts'
import styles from '../../staff/staff.module.css'
import { Card, Stack } from '../../ui/card.tsx'
import type { WholeTalk } from '../../staff/talk-api.ts'

/** Which letters the talk's people get: part of the record. Never with an address. */
export function Letters({ letters }: { letters: WholeTalk['letters'] }) {
  const told = letters.filter(({ state }) => state !== 'withdrawn').sort((a, b) => a.dueAt.localeCompare(b.dueAt))
  if (told.length === 0) return null
  return (
    <Card aria-labelledby="letters-head">
      <Stack gap={0.6}>
        <h2 id="letters-head">{m.counsellor_letters()}</h2>
        <ul className={styles.list}>
          {told.map((letter) => (
            <li key={`${letter.kind} ${letter.recipient} ${letter.dueAt}`} className={styles.line}>
              <span>
                {letterKindName(letter.kind)}{' '}
                <span className={styles.muted}>
                  {letter.recipient === 'seeker' ? m.coordinator_to_seeker() : m.counsellor_to_you()}
                </span>
              </span>
              <span className={letter.state === 'dead' ? styles.lost : styles.muted}>
                {letterStateName(letter.state)}
              </span>
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  )
}
