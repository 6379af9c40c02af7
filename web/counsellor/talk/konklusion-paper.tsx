import { useQuery } from '@tanstack/react-query'
import { m } from '../../i18n/paraglide/messages.js'
import { konklusionKey, readKonklusion, shownOf } from '../../room/konklusion/konklusion-api.ts'
import { KonklusionParts, stateText } from '../../room/konklusion/konklusion-parts.tsx'
import styles from '../../staff/staff.module.css'
import { FourArcs } from '../../ui/four-arcs.tsx'

/** The Konklusion on paper: the fields of the editor print badly and cut long texts off. */
export default function KonklusionPaper({ bookingId }: { bookingId: string }) {
  const stored = useQuery({
    queryKey: konklusionKey(bookingId),
    queryFn: () => readKonklusion(bookingId),
    staleTime: 30_000,
  })
  const written = stored.data ? (shownOf(stored.data) ?? stored.data.konklusion) : null
  if (!written) return null
  return (
    <section className={styles.onPaper} aria-label={m.counsellor_konklusion()}>
      <FourArcs lit={written.state === 'approved' ? 4 : 3} tile />
      <h2>{m.counsellor_konklusion()}</h2>
      <p>{stateText(written.state)}</p>
      <KonklusionParts body={written.body} />
    </section>
  )
}
