import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { lettersOfCode } from '../../../src/meeting/case-code.ts'
import { bookingLimits, codeLength } from '../../../src/meeting/limits.ts'
import { lockAfterMinutes, wasLocked } from '../../client/idle.ts'
import { ApiProblem } from '../../client/problem.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { enterCase } from '../api.ts'

/** The way in with the code. Forgiving: case, spaces and dashes do not matter. */
export function CodeEntry({ onEnter, refused }: { onEnter(secret: string): void; refused?: unknown }) {
  const [code, setCode] = useState('')
  const [fault, setFault] = useState<string>()
  const entry = useMutation({ mutationFn: enterCase, onSuccess: ({ secret }) => onEnter(secret) })
  const unknown = entry.error instanceof ApiProblem && [401, 404, 422].includes(entry.error.status)
  const submit = () => {
    const whole = lettersOfCode(code).length === codeLength
    setFault(whole ? undefined : m.seeker_code_length())
    if (whole) entry.mutate(code)
  }
  return (
    <Stack gap={1.4}>
      <FourArcs lit={entry.isPending ? 2 : 0} tile />
      <h1>{m.seeker_code_title()}</h1>
      {refused ? <ProblemNotice error={refused} /> : null}
      {wasLocked() ? (
        <Notice tone="light" title={m.seeker_idle_locked_title()}>
          <p>{m.seeker_idle_locked_text({ minutes: lockAfterMinutes })}</p>
        </Notice>
      ) : null}
      <p>{m.seeker_code_text()}</p>
      <Card>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Stack>
            <Field
              label={m.seeker_code_label()}
              hint={m.seeker_code_hint()}
              error={fault ?? (unknown ? m.seeker_code_unknown() : undefined)}
              value={code}
              onChange={(value) => {
                setCode(value)
                setFault(undefined)
              }}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={bookingLimits.typedCode}
              style={{ fontSize: '1.3rem', letterSpacing: '0.06em', textTransform: 'uppercase' }}
            />
            {entry.error && !unknown ? <ProblemNotice error={entry.error} onRetry={submit} /> : null}
            <div>
              <Button type="submit" busy={entry.isPending}>
                {m.seeker_code_enter()}
              </Button>
            </div>
          </Stack>
        </form>
      </Card>
      <p>
        {m.seeker_code_lost()} <Link to="/lost">{m.seeker_code_lost_link()}</Link>
      </p>
    </Stack>
  )
}
