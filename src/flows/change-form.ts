import { needsVideo } from '../availability/form.ts'
import type { Form } from '../availability/form.ts'
import { problem } from '../http/problem.ts'
import { changeContact, lockContact } from '../meeting/contact.store.ts'
import { logFormChange } from '../meeting/form-change.store.ts'
import type { FormChanger } from '../meeting/form-change.store.ts'
import { lockTalk, setForm } from '../meeting/meeting.store.ts'
import { talkById } from '../meeting/talk.store.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { VideoUnavailable } from '../ports.ts'
import type { Ports } from '../ports.ts'

/** `phone` is the number to call, from the seeker; left out, what they gave before stays. */
type FormWish = { form: Form; by: FormChanger; phone?: string | undefined }

/**
 * A talk goes on in another form: the same booking, the same room, the same record. Phone and text are always a
 * way out, also when the service does not offer them to begin with. The number to call is how the case is reached, so
 * its other talks have it too.
 *
 * @returns the talk as it goes on
 * @throws VideoUnavailable for a form that needs a video server where there is none
 * @throws Problem 409 `conflict` for a talk that is over
 */
export async function changeForm(ports: Ports, { id }: Pick<Talk, 'id'>, wish: FormWish): Promise<Talk> {
  const { form, by, phone } = wish
  if (!ports.video && needsVideo(form)) throw new VideoUnavailable('no video server')
  const talk = await ports.db.transaction(async function changeInOneGo(tx) {
    const before = await lockTalk(tx, id)
    if (before?.state !== 'booked') throw problem(409, 'conflict', 'This talk has ended.')
    const nowMs = ports.clock.now()
    if (form !== before.form) {
      await setForm(tx, before.meetingId, form, nowMs)
      await logFormChange(tx, ports, before.meetingId, { from: before.form, to: form, by })
    }
    if (phone === undefined) return { ...before, form }
    const contact = await lockContact(tx, ports, before.caseId)
    await changeContact(tx, ports, { before: contact, change: { phone }, nowMs })
    return { ...((await talkById(tx, id)) ?? before), form }
  })
  ports.tellRoom(talk.meetingId, 'form')
  return talk
}
