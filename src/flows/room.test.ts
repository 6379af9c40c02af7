import { eq } from 'drizzle-orm'
import { TokenVerifier } from 'livekit-server-sdk'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { service } from '../availability/schema.ts'
import { formChange } from '../meeting/schema.ts'
import type { VideoRole } from '../ports.ts'
import { addChat } from '../room/chat.store.ts'
import { roomMost } from '../room/limits.ts'
import { participantOf } from '../room/participant.store.ts'
import { closeStaleRooms } from './close-stale-rooms.ts'
import { removeCompanion } from '../room/removal.ts'
import { liveKit } from '../room/video.ts'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { testLiveKit } from '../../test/setup/livekit.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testNow, testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { seedCompanion, seedTalk, theTalk } from '../../test/setup/talk.ts'
import type { TestTalk } from '../../test/setup/talk.ts'

const { db } = await testDatabase()
const server = await testLiveKit()
afterAll(() => server.stop())
const ports = testPorts(db, { video: server.video })
const app = createApp(() => ports)
const seeded = await seedOrganisation(db)
const staff = await signedIn(app, ports, seeded.counsellors[0].id)

const minute = 60_000
let startsMs = testNow
let talk: TestTalk
/** Every test has its own day, ten minutes before its talk. */
beforeEach(async () => {
  startsMs += 24 * 60 * minute
  ports.clock.set(startsMs - 10 * minute)
  ports.video = server.video
  Object.assign(staff, await signedIn(app, ports, seeded.counsellors[0].id))
  talk = await seedTalk(ports, seeded, { startsMs })
})

const call = callerOf(app)
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
const knock = async (secret = talk.secret) => (await call('POST', `/bookings/${talk.id}/door`, bearer(secret), {})).body
const stepIn = async () => (await call('POST', `/staff/talks/${talk.id}/door`, staff, {})).body
const leave = () => call('DELETE', `/bookings/${talk.id}/door`, bearer(talk.secret))
const waiting = async () => (await call('GET', '/staff/waiting', staff)).body.waiting
const decide = (personId: string, decision: string, message?: string) =>
  call('POST', `/staff/talks/${talk.id}/door/${personId}`, staff, { decision, message })
const admit = async (secret = talk.secret) => {
  await knock(secret)
  for (const { personId } of await waiting()) await decide(personId, 'admit')
  return knock(secret)
}
const room = async (secret = talk.secret) => (await call('GET', `/bookings/${talk.id}/room`, bearer(secret))).body
const staffRoom = async () => (await call('GET', `/staff/talks/${talk.id}/room`, staff)).body
const claims = (token: string) => new TokenVerifier(server.apiKey, server.apiSecret).verify(token)

describe('the door', () => {
  it('is closed until the service opens it, and says when that is', async () => {
    ports.clock.set(startsMs - 16 * minute)
    const answer = await knock()
    expect(answer).toMatchObject({
      state: 'closed',
      opensAt: new Date(startsMs - 15 * minute).toISOString(),
      form: 'video',
    })
    expect(answer.token).toBeUndefined()
    ports.clock.set(startsMs - 15 * minute)
    expect(await knock()).toMatchObject({ state: 'waiting' })
  })

  it('gives no token before somebody is let in, and tells the counsellor once who waits', async () => {
    for (let polls = 0; polls < 3; polls++) expect(await knock()).not.toHaveProperty('token')
    expect(await waiting()).toMatchObject([{ bookingId: talk.id, role: 'seeker', alias: 'Kim', state: 'waiting' }])
  })

  it('takes fifty knocks at once for one person', async () => {
    await Promise.all(Array.from({ length: 50 }, () => knock()))
    expect(await waiting()).toHaveLength(1)
  })

  it('forgets somebody who went away without a word, and remembers them when they are back', async () => {
    await knock()
    ports.clock.advance(76_000)
    expect(await waiting()).toEqual([])
    await knock()
    expect(await waiting()).toMatchObject([{ since: new Date(ports.clock.now()).toISOString() }])
  })

  it('forgets at once somebody who steps away', async () => {
    await knock()
    expect((await call('DELETE', `/bookings/${talk.id}/door`, bearer(talk.secret))).status).toBe(204)
    expect(await waiting()).toEqual([])
  })

  it('keeps that somebody came who stepped away after the start, when nobody had let them in', async () => {
    ports.clock.set(startsMs)
    await knock()
    await call('DELETE', `/bookings/${talk.id}/door`, bearer(talk.secret))
    expect(await waiting()).toEqual([])
    ports.video = null
    ports.clock.set(startsMs + 56 * minute)
    await closeStaleRooms(ports)
    expect((await call('GET', `/bookings/${talk.id}`, bearer(talk.secret))).body.state).toBe('no_show_counsellor')
  })

  it('passes on what the counsellor says: wait, and then come in', async () => {
    await knock()
    const [{ personId }] = await waiting()
    await decide(personId, 'wait', 'Fem minuter till')
    expect(await knock()).toMatchObject({ state: 'asked_to_wait', message: 'Fem minuter till' })
    expect(await waiting()).toMatchObject([{ state: 'asked_to_wait' }])
    await decide(personId, 'admit')
    expect(await knock()).toMatchObject({ state: 'open', url: server.url })
  })

  it('declines with a message, after which stepping away and knocking again is a new knock', async () => {
    await knock()
    const [{ personId }] = await waiting()
    await decide(personId, 'decline', 'Vi hörs i morgon')
    expect(await knock()).toMatchObject({ state: 'declined', message: 'Vi hörs i morgon' })
    await call('DELETE', `/bookings/${talk.id}/door`, bearer(talk.secret))
    expect(await knock()).toMatchObject({ state: 'waiting' })
  })

  it('lets a reloaded page in at once, as the same person in the same room', async () => {
    const first = await admit()
    const again = await knock()
    expect(again.identity).toBe(first.identity)
    expect((await claims(again.token)).video?.room).toBe((await claims(first.token)).video?.room)
  })

  it('lets companions in one by one', async () => {
    const mother = await seedCompanion(ports, talk.id)
    await knock(mother.secret)
    expect(await waiting()).toMatchObject([{ role: 'companion', label: 'min mamma' }])
    ports.clock.advance(1000)
    expect(await knock()).toMatchObject({ state: 'waiting' })
    const [first] = await waiting()
    await decide(first.personId, 'admit')
    expect(await knock(mother.secret)).toMatchObject({ state: 'open' })
    expect(await knock()).toMatchObject({ state: 'waiting' })
  })

  it('presets the camera to later where no checklist says otherwise', async () => {
    expect(await admit()).toMatchObject({ camera: 'later' })
  })

  it('is another counsellor’s business to nobody else', async () => {
    await knock()
    const [{ personId }] = await waiting()
    const theirs = await signedIn(app, ports, seeded.counsellors[1].id)
    expect((await call('POST', `/staff/talks/${talk.id}/door/${personId}`, theirs, { decision: 'admit' })).status).toBe(
      404,
    )
    expect((await call('POST', `/staff/talks/${talk.id}/door`, theirs, {})).status).toBe(404)
    expect((await call('GET', '/staff/waiting', theirs)).body.waiting).toEqual([])
    expect((await call('GET', `/staff/talks/${talk.id}/room`, theirs)).status).toBe(404)
    expect((await call('GET', `/staff/talks/${talk.id}/attendance`, theirs)).status).toBe(404)
  })

  it('reaches whoever stands there now, also when they reloaded the page since they were seen', async () => {
    await knock()
    const [{ personId }] = await waiting()
    await leave()
    await knock()
    expect(await decide(personId, 'admit')).toMatchObject({ status: 200, body: { state: 'admitted' } })
    expect((await knock()).state).toBe('open')
  })

  it('says so when they have left, and they knock anew when they come back', async () => {
    await knock()
    const [{ personId }] = await waiting()
    await leave()
    expect((await decide(personId, 'admit')).status).toBe(404)
    expect((await knock()).state).toBe('waiting')
    expect(await waiting()).toMatchObject([{ personId }])
  })

  it('never says that somebody is in who is not, however the reload and the decision cross', async () => {
    for (let round = 0; round < 20; round++) {
      startsMs += 24 * 60 * minute
      ports.clock.set(startsMs - 10 * minute)
      Object.assign(staff, await signedIn(app, ports, seeded.counsellors[0].id))
      talk = await seedTalk(ports, seeded, { startsMs })
      await knock()
      const reload = async () => {
        await leave()
        return knock()
      }
      const [{ status }] = await Promise.all([decide(talk.id, 'admit'), reload()])
      expect([status, (await knock()).state]).toEqual(status === 200 ? [200, 'open'] : [404, 'waiting'])
    }
  })

  it('is not for the counsellor, who cannot put themselves out or make themselves wait', async () => {
    const inside = await stepIn()
    const [{ id }] = (await staffRoom()).participants
    for (const decision of ['remove', 'decline', 'wait', 'admit']) {
      expect(await decide(id, decision)).toMatchObject({
        status: 409,
        body: { type: '/problems/conflict', title: 'This is you: leave the room, or end the talk.' },
      })
    }
    const again = await stepIn()
    expect([again.state, (await claims(again.token)).video?.room]).toEqual([
      'open',
      (await claims(inside.token)).video?.room,
    ])
  })

  it('answers malformed and unknown ids with 404, and nobody without a secret', async () => {
    expect((await decide('not-an-id', 'admit')).status).toBe(404)
    expect((await decide(crypto.randomUUID(), 'admit')).status).toBe(404)
    expect((await call('POST', '/bookings/nonsense/door', bearer(talk.secret), {})).status).toBe(404)
    expect((await call('POST', `/bookings/${talk.id}/door`, {}, {})).status).toBe(401)
    expect((await call('POST', `/staff/talks/${talk.id}/door`, {}, {})).status).toBe(401)
    await knock()
    const [{ personId }] = await waiting()
    expect((await call('POST', `/staff/talks/${talk.id}/door/${personId}`, staff, { decision: 'hug' })).status).toBe(
      422,
    )
  })
})

describe('a token', () => {
  it.each<[VideoRole]>([['seeker'], ['companion'], ['counsellor']])(
    'for a %s opens one room for a short time, and grants nothing more than the role uses',
    async (role) => {
      const secret = role === 'companion' ? (await seedCompanion(ports, talk.id)).secret : talk.secret
      const { token, identity } = role === 'counsellor' ? await stepIn() : await admit(secret)
      const { video, exp = 0, nbf = 0, sub, attributes, name, metadata } = await claims(token)
      expect(video).toEqual({
        room: expect.stringMatching(/^[\w-]{22}$/),
        roomJoin: true,
        canPublish: true,
        canPublishSources: ['camera', 'microphone', ...(role === 'companion' ? [] : ['screen_share'])],
        canSubscribe: true,
        canPublishData: false,
        canUpdateOwnMetadata: false,
      })
      expect(exp - nbf).toBeLessThanOrEqual(120)
      expect(sub).toBe(identity)
      expect(identity).toMatch(/^[\w-]{22}$/)
      expect({ attributes, name, metadata }).toEqual({ attributes: { role }, name: undefined, metadata: undefined })
    },
  )

  it('for the device check opens another, empty room each time', async () => {
    const check = async () =>
      claims((await call('POST', `/bookings/${talk.id}/device-check/token`, bearer(talk.secret), {})).body.token)
    const [one, other] = [await check(), await check()]
    expect(one.video?.room).not.toBe(other.video?.room)
    expect(one.video?.canPublishSources).toEqual(['camera', 'microphone'])
    expect(one.video?.room).not.toBe((await claims((await admit()).token)).video?.room)
  })
})

describe('the room', () => {
  it('shows the seeker what is theirs, and keeps the cockpit to the counsellor', async () => {
    await stepIn()
    ports.clock.advance(1000)
    await admit()
    const seen = await room()
    expect(seen).toMatchObject({
      bookingId: talk.id,
      me: { role: 'seeker' },
      form: 'video',
      chat: [],
      links: [],
      goals: [],
      pause: null,
      scale: null,
      konklusion: null,
    })
    for (const hidden of ['method', 'phase', 'steps', 'readings']) expect(seen).not.toHaveProperty(hidden)
    expect(seen.participants.map(({ role }: { role: string }) => role)).toEqual(['counsellor', 'seeker'])
    expect(await staffRoom()).toMatchObject({
      me: { role: 'counsellor' },
      method: { id: '4k' },
      phase: null,
      steps: [],
      readings: [],
    })
  })

  it('keeps what was written in the chat, for those who were let in', async () => {
    const write = (secret: string, text: string) =>
      call('POST', `/bookings/${talk.id}/room/chat`, bearer(secret), { text })
    expect((await write(talk.secret, 'hej')).status).toBe(403)
    await stepIn()
    await admit()
    expect((await write(talk.secret, '  hej  ')).status).toBe(201)
    ports.clock.advance(1000)
    await call('POST', `/staff/talks/${talk.id}/room/chat`, staff, { text: 'välkommen' })
    expect((await room()).chat).toMatchObject([
      { from: 'seeker', mine: true, text: 'hej' },
      { from: 'counsellor', mine: false, text: 'välkommen' },
    ])
    expect((await write(talk.secret, ' ')).status).toBe(422)
    expect((await write(talk.secret, 'x'.repeat(2001))).status).toBe(422)
    const stranger = await seedCompanion(ports, talk.id)
    await knock(stranger.secret)
    expect((await call('GET', `/bookings/${talk.id}/room`, bearer(stranger.secret))).status).toBe(403)
  })

  it('tells of the chat what came after the line that a page has read, and to whoever writes the line alone', async () => {
    await stepIn()
    await admit()
    const write = async (text: string) =>
      (await call('POST', `/bookings/${talk.id}/room/chat`, bearer(talk.secret), { text })).body
    const read = async (after: string) =>
      (await call('GET', `/bookings/${talk.id}/room?after=${after}`, bearer(talk.secret))).body
    const texts = ({ chat }: { chat: { text: string }[] }) => chat.map(({ text }) => text)
    const first = await write('ett')
    await write('två')
    expect(texts(await write('tre'))).toEqual(['tre'])
    expect(texts(await read(first.chat[0].id))).toEqual(['två', 'tre'])
    expect(await read((await room()).chat.at(-1).id)).toMatchObject({ chat: [], chatGoesOn: false })
    expect(
      (await call('POST', `/bookings/${talk.id}/room/form`, bearer(talk.secret), { form: 'text' })).body.chat,
    ).toEqual([])
    expect((await call('GET', `/bookings/${talk.id}/room?after=x`, bearer(talk.secret))).status).toBe(422)
  })

  it('tells a long chat a page at a time, and every line once, whatever the clocks of those who write say', async () => {
    await stepIn()
    await admit()
    const writer = await participantOf(db, { meetingId: talk.meetingId, bookingId: talk.id })
    if (!writer) throw new Error('nobody is in')
    const written = Array.from({ length: roomMost.chatPage + 5 }, (_, n) => `${n}`)
    for (const text of written) {
      const offMs = Math.random() * 2000 - 1000
      await addChat(db, { ...ports, clock: { now: () => ports.clock.now() + offMs } }, writer, text)
    }
    const page = async (after = '') =>
      (await call('GET', `/bookings/${talk.id}/room${after}`, bearer(talk.secret))).body
    const first = await page()
    expect([first.chat.length, first.chatGoesOn]).toEqual([roomMost.chatPage, true])
    const second = await page(`?after=${first.chat.at(-1).id}`)
    expect(second.chatGoesOn).toBe(false)
    expect([...first.chat, ...second.chat].map(({ text }: { text: string }) => text)).toEqual(written)
  })

  it('shares pages, and nothing that would run in a browser', async () => {
    await admit()
    const share = (url: string) =>
      call('POST', `/staff/talks/${talk.id}/room/links`, staff, { url, title: 'Antagning' })
    expect((await share('https://www.antagning.se/')).status).toBe(201)
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'antagning'])
      expect((await share(url)).status).toBe(422)
    expect((await room()).links).toMatchObject([{ url: 'https://www.antagning.se/', title: 'Antagning' }])
  })

  it('is silent for as long as was asked, by its own clock, or until somebody ends it', async () => {
    await admit()
    const quiet = (seconds: number) => call('POST', `/staff/talks/${talk.id}/room/pause`, staff, { seconds })
    expect((await quiet(30)).status).toBe(422)
    expect((await quiet(601)).status).toBe(422)
    expect((await Promise.all([quiet(120), quiet(120)])).map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect((await room()).pause).toMatchObject({ endsAt: new Date(ports.clock.now() + 120_000).toISOString() })
    ports.clock.advance(120_000)
    expect((await room()).pause).toBeNull()
    await quiet(60)
    expect((await call('DELETE', `/bookings/${talk.id}/room/pause`, bearer(talk.secret))).body.pause).toBeNull()
    expect((await staffRoom()).pause).toBeNull()
  })

  it('keeps the form that the seeker chose until the door opens', async () => {
    ports.clock.set(startsMs - 16 * minute)
    expect((await call('POST', `/staff/talks/${talk.id}/room/form`, staff, { form: 'phone' })).status).toBe(409)
    expect((await call('GET', `/bookings/${talk.id}`, bearer(talk.secret))).body.form).toBe('video')
  })

  it('goes on in another form inside the same record, without a letter', async () => {
    await admit()
    const change = (form: string) => call('POST', `/bookings/${talk.id}/room/form`, bearer(talk.secret), { form })
    for (const form of ['audio', 'phone', 'phone']) expect((await change(form)).body).toMatchObject({ form })
    await call('POST', `/staff/talks/${talk.id}/room/form`, staff, { form: 'text' })
    expect(await knock()).toMatchObject({ state: 'open', form: 'text' })
    const rows = (await db.select().from(formChange)).filter(({ meetingId }) => meetingId === talk.meetingId)
    expect(rows.map(({ fromForm, toForm, changedBy }) => [fromForm, toForm, changedBy])).toEqual([
      ['video', 'audio', 'seeker'],
      ['audio', 'phone', 'seeker'],
      ['phone', 'text', 'counsellor'],
    ])
    // No calendar hears of it, and what the seeker booked is still known.
    expect(await theTalk(ports, talk.id)).toMatchObject({ form: 'text', bookedForm: 'video', icsSequence: 0 })
  })

  it('takes the number to call from a seeker who booked video, and shows it to who calls', async () => {
    await admit()
    const change = (body: object) => call('POST', `/bookings/${talk.id}/room/form`, bearer(talk.secret), body)
    expect((await change({ form: 'phone' })).body).toMatchObject({ form: 'phone', phone: null })
    expect((await change({ form: 'phone', phone: 'ring mig' })).body).toMatchObject({ errors: [{ field: 'phone' }] })
    expect((await change({ form: 'phone', phone: '070-123 45 67' })).body).toMatchObject({ phone: '0701234567' })
    expect(await staffRoom()).toMatchObject({ form: 'phone', phone: '0701234567' })
    await call('POST', `/staff/talks/${talk.id}/room/form`, staff, { form: 'video' })
    expect([(await staffRoom()).phone, (await room()).phone]).toEqual([null, '0701234567'])
    expect((await db.select().from(formChange)).filter(({ meetingId }) => meetingId === talk.meetingId)).toHaveLength(2)
  })

  it('is over for everybody when the counsellor ends the talk, and its record stands', async () => {
    await stepIn()
    await admit()
    await call('POST', `/bookings/${talk.id}/room/chat`, bearer(talk.secret), { text: 'tack' })
    expect((await call('POST', `/staff/talks/${talk.id}/ending`, staff, { outcome: 'held' })).status).toBe(200)
    expect(await knock()).toMatchObject({ state: 'ended' })
    expect(await stepIn()).toMatchObject({ state: 'ended' })
    expect(
      (await call('POST', `/bookings/${talk.id}/room/chat`, bearer(talk.secret), { text: 'en sak till' })).status,
    ).toBe(409)
    expect((await call('POST', `/staff/talks/${talk.id}/room/form`, staff, { form: 'phone' })).status).toBe(409)
    expect(await room()).toMatchObject({
      chat: [{ text: 'tack' }],
      state: 'held',
      endedAt: new Date(ports.clock.now()).toISOString(),
      closedBy: 'counsellor',
    })
  })
})

describe('a talk that is moved', () => {
  beforeEach(() => db.update(service).set({ cancelUntilMinutes: 0 }).where(eq(service.id, seeded.services[0].id)))

  async function freeTime(): Promise<string> {
    const [from, to] = [1, 8].map((days) => new Date(startsMs + days * 24 * 60 * minute).toISOString().slice(0, 10))
    const { body } = await call(
      'GET',
      `/services/${seeded.services[0].id}/slots?from=${from}&to=${to}&moving=${talk.id}`,
      bearer(talk.secret),
    )
    return body.slots.at(-1).start
  }
  async function move(start?: string) {
    const to = start ?? (await freeTime())
    return {
      ...(await call('PATCH', `/bookings/${talk.id}`, bearer(talk.secret), { start: to })),
      startsMs: Date.parse(to),
    }
  }

  it('starts with a fresh door: whoever came for the old time comes anew, into another room', async () => {
    const early = await stepIn()
    await knock()
    const moved = await move()
    expect(moved.status).toBe(200)
    expect(await knock()).toMatchObject({ state: 'closed' })
    expect(await stepIn()).toMatchObject({ state: 'closed' })
    expect((await staffRoom()).participants).toEqual([])

    ports.clock.set(moved.startsMs - 10 * minute)
    Object.assign(staff, await signedIn(app, ports, seeded.counsellors[0].id))
    expect(await knock()).toMatchObject({ state: 'waiting' })
    expect((await claims((await stepIn()).token)).video?.room).not.toBe((await claims(early.token)).video?.room)
  })

  it('was not attended by those who came for the old time only', async () => {
    await knock()
    const moved = await move()
    ports.clock.set(moved.startsMs + 56 * minute)
    await closeStaleRooms(ports)
    expect((await call('GET', `/bookings/${talk.id}`, bearer(talk.secret))).body.state).toBe('no_show_seeker')
  })

  it('is not one to which somebody was let in already: that one is under way', async () => {
    await stepIn()
    await admit()
    expect(await move()).toMatchObject({ status: 409, body: { type: '/problems/too-late' } })
    expect(await knock()).toMatchObject({ state: 'open' })
  })

  it('may be moved at the very moment when the counsellor lets the seeker in: one of the two happens, and neither fails', async () => {
    for (let round = 0; round < 5; round++) {
      await knock()
      const [{ personId }] = await waiting()
      const to = await freeTime()
      const [admitted, moved] = await Promise.all([decide(personId, 'admit'), move(to)])
      expect([
        [200, 409],
        [404, 200],
        [409, 200],
      ]).toContainEqual([admitted.status, moved.status])
      if (moved.status === 200) startsMs = moved.startsMs
      else talk = await seedTalk(ports, seeded, { startsMs: (startsMs += 24 * 60 * minute) })
      ports.clock.set(startsMs - 10 * minute)
      Object.assign(staff, await signedIn(app, ports, seeded.counsellors[0].id))
    }
  })
})

describe('without a video server', () => {
  const away = liveKit({ url: 'ws://127.0.0.1:9', apiKey: 'nobody', apiSecret: 'is there', timeoutSeconds: 1 })

  it('says so at the open door, and lets the talk go on by phone or text with all of its record', async () => {
    ports.video = away
    await stepIn()
    await knock()
    const [{ personId }] = await waiting()
    expect((await decide(personId, 'admit')).status).toBe(200)
    const refused = await call('POST', `/bookings/${talk.id}/door`, bearer(talk.secret), {})
    expect(refused).toMatchObject({ status: 503, body: { type: '/problems/video-unavailable' } })
    expect(
      (await call('POST', `/bookings/${talk.id}/room/chat`, bearer(talk.secret), { text: 'hörs vi på telefon?' }))
        .status,
    ).toBe(201)
    expect((await call('POST', `/bookings/${talk.id}/room/form`, bearer(talk.secret), { form: 'text' })).status).toBe(
      200,
    )
    const open = await knock()
    expect(open).toMatchObject({ state: 'open', form: 'text' })
    expect(open).not.toHaveProperty('token')
    expect((await room()).chat).toHaveLength(1)
  })

  it('offers no form that needs one', async () => {
    ports.video = null
    const phone = await seedTalk(ports, seeded, { startsMs: startsMs + 60 * minute, form: 'phone' })
    talk = phone
    ports.clock.set(startsMs + 60 * minute)
    expect(await admit()).toMatchObject({ state: 'open', form: 'phone' })
    expect((await call('POST', `/bookings/${talk.id}/room/form`, bearer(talk.secret), { form: 'video' })).status).toBe(
      503,
    )
    expect((await call('POST', `/bookings/${talk.id}/device-check/token`, bearer(talk.secret), {})).status).toBe(503)
  })

  it('removes somebody all the same', async () => {
    const mother = await seedCompanion(ports, talk.id)
    await admit(mother.secret)
    ports.video = away
    await removeCompanion(ports, mother.id)
    expect(await knock(mother.secret)).toMatchObject({ state: 'removed' })
  })
})
