import ICAL from 'ical.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { sendLetters, talkWithLetters } from '../../test/setup/letters.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { queueLetters } from '../notify/outbox.ts'
import type { Talk } from '../meeting/talk.store.ts'
import { cancelTalk } from './change-talk.ts'
import { changeStaff } from './change-staff.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const seeded = await seedOrganisation(db)
const [anna] = seeded.counsellors
const whom = { organisationId: seeded.organisation.id, staffId: anna.id }
let talk: Talk

/** A talk of which its counsellor has heard. */
beforeEach(async () => {
  await changeStaff(ports, whom, { active: true }, seeded.coordinator.id)
  talk = await talkWithLetters(ports, seeded)
  await queueLetters(db, ports, talk, 'booked')
  await sendLetters(ports)
  ports.mailer.sent.length = 0
})

const toAnna = () => ports.mailer.sent.filter(({ to }) => to === anna.email)
const entriesOf = (method: 'REQUEST' | 'CANCEL') =>
  toAnna()
    .filter(({ calendar }) => calendar?.method === method)
    .map(({ calendar }) => new ICAL.Component(ICAL.parse(calendar?.content ?? '')).getFirstSubcomponent('vevent'))
const uidsOf = (method: 'REQUEST' | 'CANCEL') => entriesOf(method).map((event) => event?.getFirstPropertyValue('uid'))

describe('a counsellor who is deactivated', () => {
  test('hears of each talk ahead that it is no longer theirs, with a CANCEL for their calendar, and nobody else does', async () => {
    await changeStaff(ports, whom, { active: false }, seeded.coordinator.id)
    await sendLetters(ports)
    expect(uidsOf('CANCEL')).toContain(talk.meetingId)
    expect(ports.mailer.sent.every(({ to }) => to === anna.email)).toBe(true)
    const said = toAnna().at(-1)
    expect(said?.text).toContain('Samtalet är inte längre ditt')
    expect(said?.text).not.toContain('/staff/talk/')
  })

  test('and comes back at once hears nothing', async () => {
    await changeStaff(ports, whom, { active: false }, seeded.coordinator.id)
    await changeStaff(ports, whom, { active: true }, seeded.coordinator.id)
    await sendLetters(ports)
    expect(ports.mailer.sent).toEqual([])
  })

  test('and comes back later has the talks in the calendar again', async () => {
    await changeStaff(ports, whom, { active: false }, seeded.coordinator.id)
    await sendLetters(ports)
    ports.clock.advance(60_000)
    await changeStaff(ports, whom, { active: true }, seeded.coordinator.id)
    await sendLetters(ports)
    expect(uidsOf('REQUEST')).toContain(talk.meetingId)
    const stamp = (method: 'REQUEST' | 'CANCEL') => String(entriesOf(method).at(-1)?.getFirstPropertyValue('dtstamp'))
    expect(stamp('REQUEST') > stamp('CANCEL')).toBe(true)
  })

  test('hears nothing of a talk of which no word came to them, or that was called off before', async () => {
    const untold = await talkWithLetters(ports, seeded)
    await cancelTalk(ports, talk.id, 'counsellor', null)
    await sendLetters(ports)
    ports.mailer.sent.length = 0
    await changeStaff(ports, whom, { active: false }, seeded.coordinator.id)
    await sendLetters(ports)
    for (const { meetingId } of [untold, talk]) expect(uidsOf('CANCEL')).not.toContain(meetingId)
  })

  test('hears of it once, also when the talk is called off before the letter is out', async () => {
    await changeStaff(ports, whom, { active: false }, seeded.coordinator.id)
    await cancelTalk(ports, talk.id, 'seeker', null)
    await sendLetters(ports)
    expect(uidsOf('CANCEL').filter((uid) => uid === talk.meetingId)).toHaveLength(1)
  })
})

test('a change of a name tells nobody anything', async () => {
  await changeStaff(ports, whom, { name: 'Anna Ny' }, seeded.coordinator.id)
  await sendLetters(ports)
  expect(ports.mailer.sent).toEqual([])
})
