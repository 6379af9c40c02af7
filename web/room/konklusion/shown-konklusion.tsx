import { PenLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { FourArcs } from '../../ui/four-arcs.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AnswerComment } from './answer-comment.tsx'
import type { KonklusionForCounsellor, ShownVersion } from './konklusion-api.ts'
import { KonklusionParts, stateText } from './konklusion-parts.tsx'
import styles from './konklusion.module.css'

/** What the seeker has, as they have it, and a way to the next version. */
export function ShownKonklusion({
  bookingId,
  shown,
  stored,
  onWrite,
}: {
  bookingId: string
  shown: ShownVersion
  stored: KonklusionForCounsellor
  onWrite(): void
}) {
  const begun = stored.konklusion?.state === 'draft'
  const earlier = stored.earlierVersions.filter(({ version }) => version < shown.version)
  return (
    <section className={styles.editor} aria-label={m.room_rail_konklusion()}>
      <Head lit={shown.state === 'approved' ? 4 : 3}>
        {stored.commented ? m.room_k_state_commented() : stateText(shown.state)}
        {shown.version > 1 ? ` ${m.room_k_version({ version: shown.version })}.` : ''}
      </Head>
      <KonklusionParts body={shown.body} />
      <Said comments={stored.comments} />
      <AnswerComment key={shown.version} bookingId={bookingId} waits={stored.commented} />
      {begun ? (
        <Notice tone="light">
          <p>{m.room_k_next_begun({ version: shown.version + 1 })}</p>
        </Notice>
      ) : null}
      <Button look="secondary" icon={<PenLine aria-hidden />} onClick={onWrite}>
        {begun ? m.room_k_go_on({ version: shown.version + 1 }) : m.room_k_write_new()}
      </Button>
      <p className={styles.hint}>{m.room_k_write_new_text()}</p>
      {earlier.length > 0 ? (
        <details className={styles.earlier}>
          <summary>{m.room_k_earlier()}</summary>
          {earlier.toReversed().map((version) => (
            <div key={version.version} className={styles.group}>
              <p className={styles.hint}>
                {m.room_k_version({ version: version.version })} · {stateText(version.state)}
              </p>
              <KonklusionParts body={version.body} />
            </div>
          ))}
        </details>
      ) : null}
    </section>
  )
}

export function Head({ lit, children }: { lit: 2 | 3 | 4; children: ReactNode }) {
  return (
    <div className={styles.head}>
      <FourArcs lit={lit} size="small" tile />
      <p role="status">{children}</p>
    </div>
  )
}

/** What the two have said to each other about the text. */
export function Said({ comments }: { comments: KonklusionForCounsellor['comments'] }) {
  if (comments.length === 0) return null
  return (
    <div className={styles.group}>
      <h3>{m.room_k_comments()}</h3>
      <ul className={styles.comments}>
        {comments.map((comment) => (
          <li key={comment.at}>
            <span className={styles.hint}>
              {comment.writtenBy === 'seeker' ? m.room_role_seeker() : m.room_you()} ·{' '}
              {m.room_k_version({ version: comment.version })}
            </span>
            <span>{comment.text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
