import { expect, test } from 'vitest'
import { withoutTalk } from './without-talk.ts'
import type { ServiceAvailability, ServiceCounsellor } from './store.ts'

const service: ServiceAvailability['service'] = {
  id: 'service',
  organisationId: 'organisation',
  title: { sv: 'Samtal', da: 'Samtale', en: 'Talk' },
  purpose: { sv: '', da: '', en: '' },
  minutes: 45,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 15,
  minNoticeMinutes: 60,
  maxNoticeDays: 60,
  gridMinutes: 30,
  forms: ['video'],
  languages: ['sv'],
  zone: 'Europe/Stockholm',
  method: '4k',
  checklistTemplateId: null,
  cancelUntilMinutes: 60,
  doorOpensMinutes: 15,
  active: true,
  createdAt: new Date(0),
}

const counsellor = (id: string, meetingIds: (string | null)[]): ServiceCounsellor => ({
  id,
  name: id,
  languages: ['sv'],
  weekly: [],
  extra: [],
  absences: [],
  busy: meetingIds.map((meetingId, index) => ({ from: index * 1000, until: index * 1000 + 900, meetingId })),
})

test('a talk that is moved stands in nobody’s way, its counsellor’s other times do, and nobody else is asked', () => {
  const availability = {
    service,
    counsellors: [counsellor('anna', ['first', null, 'moved', 'last']), counsellor('bo', ['theirs'])],
  }
  const before = structuredClone(availability)
  const { counsellors, ...rest } = withoutTalk(availability, { counsellorId: 'anna', meetingId: 'moved' })
  expect(rest).toEqual({ service })
  expect(counsellors.map(({ id, busy }) => [id, busy.map(({ meetingId }) => meetingId)])).toEqual([
    ['anna', ['first', null, 'last']],
  ])
  expect(availability).toEqual(before)
})

test('of a counsellor who does not hold that service any more there is nobody to ask', () => {
  const availability = { service, counsellors: [counsellor('bo', ['theirs'])] }
  expect(withoutTalk(availability, { counsellorId: 'anna', meetingId: 'moved' }).counsellors).toEqual([])
})
