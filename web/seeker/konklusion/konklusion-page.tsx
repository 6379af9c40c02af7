import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, Printer } from 'lucide-react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, Loading } from '../../ui/states.tsx'
import { OwnPage } from '../own-page.tsx'
import { Comments } from '../../room/konklusion/comments.tsx'
import { KonklusionText } from '../../room/konklusion/konklusion-text.tsx'
import { Approval } from '../../room/konklusion/approval.tsx'
import { konklusionKey, konklusionOf } from '../../room/konklusion/seeker-konklusion.ts'

export default function KonklusionPage() {
  const { bookingId = '' } = useParams({ strict: false })
  return (
    <OwnPage title={m.seeker_konklusion_name()} gap={1.3}>
      {(secret) => (
        <>
          <p className="no-print">
            <Link to="/my/$bookingId" params={{ bookingId }} className={buttonClass({ look: 'back' })}>
              <ArrowLeft aria-hidden /> {m.seeker_back_to_talk()}
            </Link>
          </p>
          <Konklusion bookingId={bookingId} secret={secret} />
        </>
      )}
    </OwnPage>
  )
}

/** Read, comment, approve. */
function Konklusion({ bookingId, secret }: { bookingId: string; secret: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: konklusionKey(bookingId),
    queryFn: () => konklusionOf(bookingId, secret),
  })
  if (error && !data) return <ProblemNotice page error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading page />
  if (!data.konklusion)
    return (
      <EmptyState page title={m.seeker_konklusion_none_title()}>
        <p>{m.seeker_konklusion_none_text()}</p>
      </EmptyState>
    )
  // What was approved was said to be final: a correction says that it is one.
  const corrected = data.konklusion.state === 'ready' && data.earlierVersions.some(({ state }) => state === 'approved')
  return (
    <Stack gap={1.6}>
      {corrected ? (
        <Notice tone="light" title={m.seeker_konklusion_newer_title()}>
          <p>{m.seeker_konklusion_newer_text()}</p>
        </Notice>
      ) : null}
      <KonklusionText konklusion={data.konklusion} readings={data.readings} />
      <Approval bookingId={bookingId} secret={secret} konklusion={data.konklusion} commented={data.commented} />
      <Row className="no-print">
        <Button look="secondary" icon={<Printer aria-hidden />} onClick={() => print()}>
          {m.common_print()}
        </Button>
      </Row>
      <Comments
        bookingId={bookingId}
        secret={secret}
        comments={data.comments}
        approved={data.konklusion.state === 'approved'}
      />
      {data.earlierVersions.length > 0 ? (
        <details className="no-print">
          <summary>{m.seeker_konklusion_earlier()}</summary>
          <Stack gap={1.6}>
            {data.earlierVersions.map((version) => (
              <KonklusionText key={version.version} konklusion={version} headingLevel={2} />
            ))}
          </Stack>
        </details>
      ) : null}
    </Stack>
  )
}
