import { useMutation } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { useState } from 'react'
import { mailLinkMinutes, staffLimits } from '../../src/people/limits.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from '../ui/button.tsx'
import { Stack } from '../ui/card.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageFrame } from '../ui/page-frame.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { askForLink } from './api.ts'

/** Staff ask for a letter with a sign-in link. The page says the same whether the address is known or not. */
export default function SignInPage() {
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: () => askForLink(email.trim()) })
  return (
    <PageFrame title={m.staff_sign_in_title()}>
      <Stack gap={1.5}>
        <h1>{m.staff_sign_in_title()}</h1>
        {ask.isSuccess ? (
          <Notice
            tone="light"
            alert
            title={m.staff_link_sent_title()}
            actions={
              <Button look="secondary" onClick={() => ask.reset()}>
                {m.staff_link_again()}
              </Button>
            }
          >
            <p>{m.staff_link_sent_text({ email: email.trim(), minutes: mailLinkMinutes })}</p>
          </Notice>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (!ask.isPending) ask.mutate()
            }}
          >
            <Stack>
              <p>{m.staff_sign_in_text()}</p>
              <Field
                label={m.staff_email()}
                type="email"
                maxLength={staffLimits.email}
                name="email"
                autoComplete="email"
                required
                value={email}
                onChange={setEmail}
              />
              {ask.isError ? <ProblemNotice error={ask.error} /> : null}
              <div>
                <Button type="submit" icon={<Mail aria-hidden />} busy={ask.isPending}>
                  {m.staff_send_link()}
                </Button>
              </div>
            </Stack>
          </form>
        )}
      </Stack>
    </PageFrame>
  )
}
