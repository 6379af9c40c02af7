import { asc, desc, eq, inArray } from 'drizzle-orm'
import type { Form } from '../availability/form.ts'
import type { Tx } from '../db/client.ts'
import type { Ports } from '../ports.ts'
import { mostFormChanges } from './limits.ts'
import { formChange } from './schema.ts'

export type FormChanger = 'seeker' | 'companion' | 'counsellor'
type FormChange = { from: Form; to: Form; by: FormChanger; at: Date }

/**
 * Keeps in the record that a meeting went on in another form. Nothing is logged when the form is the same. Call with the
 * meeting locked. Phone is always a way out: so nobody is refused after many changes, and the oldest go instead.
 */
export async function logFormChange(
  tx: Tx,
  ports: Pick<Ports, 'clock' | 'random'>,
  meetingId: string,
  { from, to, by }: Omit<FormChange, 'at'>,
): Promise<void> {
  if (from === to) return
  const at = new Date(ports.clock.now())
  const id = ports.random.uuid(at.getTime())
  await tx.insert(formChange).values({ id, meetingId, fromForm: from, toForm: to, changedBy: by, at })
  const beyond = tx
    .select({ id: formChange.id })
    .from(formChange)
    .where(eq(formChange.meetingId, meetingId))
    .orderBy(desc(formChange.at), desc(formChange.id))
    .offset(mostFormChanges)
  await tx.delete(formChange).where(inArray(formChange.id, beyond))
}

export const formChanges = (tx: Tx, meetingId: string) =>
  tx
    .select({ from: formChange.fromForm, to: formChange.toForm, by: formChange.changedBy, at: formChange.at })
    .from(formChange)
    .where(eq(formChange.meetingId, meetingId))
    .orderBy(asc(formChange.at), asc(formChange.id))
    .limit(mostFormChanges)
