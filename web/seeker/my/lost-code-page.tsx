import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Mail } from 'lucide-react'
import { useState } from 'react'
import { caseLinkMinutes } from '../../../src/meeting/limits.ts'
import { staffLimits } from '../../../src/people/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Card, Stack } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { askForOneTimeLink } from '../api.ts'
import { SeekerFrame } from '../seeker-frame.tsx'

/** For whoever lost the code and gave an address. Says the same whether the address is known or not. */
export default function LostCodePage() {
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: () => askForOneTimeLink(email.trim()) })
  return (
    <SeekerFrame title={m.seeker_lost_title()}>
      <Stack gap={1.4}>
        <h1>{m.seeker_lost_title()}</h1>
        {ask.isSuccess ? (
          <Notice
            tone="light"
            alert
            title={m.seeker_lost_sent_title()}
            actions={
              <Button look="secondary" onClick={() => ask.reset()}>
                {m.seeker_lost_again()}
              </Button>
            }
          >
            <p>{m.seeker_lost_sent_text({ minutes: caseLinkMinutes })}</p>
          </Notice>
        ) : (
          <>
            <p>{m.seeker_lost_text()}</p>
            <Card>
              <form
                onSubmit={(event) => {
                  event.preventDefault()
                  if (!ask.isPending) ask.mutate()
                }}
              >
                <Stack>
                  <Field
                    label={m.seeker_lost_email()}
                    type="email"
                    name="email"
                    autoComplete="email"
                    maxLength={staffLimits.email}
                    required
                    value={email}
                    onChange={setEmail}
                  />
                  {ask.isError ? <ProblemNotice error={ask.error} /> : null}
                  <div>
                    <Button type="submit" icon={<Mail aria-hidden />} busy={ask.isPending}>
                      {m.seeker_lost_send()}
                    </Button>
                  </div>
                </Stack>
              </form>
            </Card>
          </>
        )}
        <p>
          {m.seeker_lost_none()} <Link to="/">{m.seeker_code_book()}</Link>
        </p>
      </Stack>
    </SeekerFrame>
  )
}
