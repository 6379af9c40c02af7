import type { Form } from '../meeting/booking.ts'
import { lockTalk, setForm } from '../meeting/room.store.ts'
import { logFormChange } from '../guidance/store.ts'
import type { FormChanger } from '../guidance/store.ts'
import { problem } from '../http/problem.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports } from '../ports.ts'
import { tellRoom } from '../room/hint.ts'

/**
 * A talk goes on in another form: the same booking, the same room, the same record. Phone and text are always a
 * way out, also when the service does not offer them to begin with.
 *
 * @param phone the number to call, from the seeker; left out, what they gave before stays
 * @throws VideoUnavailable for a form that needs a video server where there is none
 * @throws Problem 409 `conflict` for a talk that is over
 */
export async function changeForm(
  ports: Ports,
  bookingId: string,
  form: Form,
  by: FormChanger,
  phone?: string,
): Promise<void> {
  if (!ports.video && (form === 'video' || form === 'audio')) throw new VideoUnavailable('no video server')
  await ports.db.transaction(async (tx) => {
    const talk = await lockTalk(tx, bookingId)
    if (talk?.state !== 'booked') throw problem(409, 'conflict', 'This talk has ended.')
    if (talk.form === form && phone === undefined) return
    await setForm(tx, bookingId, form, phone, new Date(ports.clock.now()))
    await logFormChange(tx, ports, bookingId, talk.form, form, by)
  })
  tellRoom(ports, bookingId, 'form')
}
