import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { bearer, seedScene, seedWorld } from '../../test/contract/scene.ts'
import { callerOf } from '../../test/setup/call.ts'
import { testDatabase } from '../../test/setup/database.ts'
import { seedTalk } from '../../test/setup/talk.ts'
import { saveNotes } from '../guidance/private-note.store.ts'
import { showDraft, writeDraft } from '../guidance/konklusion.store.ts'
import { addComment } from '../guidance/konklusion-comment.store.ts'
import { cellOfTopic } from '../meeting/talk.store.ts'
import { sealValue } from '../meeting/case-key.store.ts'
import { booking } from '../meeting/schema.ts'
import { addChat } from '../room/chat.store.ts'
import { mostExports } from './export-case.routes.ts'

const { db } = await testDatabase()
const { app, ports, scene } = await seedWorld(db)
const call = callerOf(app)
const day = 86_400_000

/** A case with two talks, in the first of which everything was written. */
const contact = { alias: 'Robin <script>', email: 'robin@seeker.test', phone: '+46701234567' }
const talk = await seedTalk(ports, scene, { startsMs: ports.clock.now() + day, topic: 'Byta program', contact })
const other = await seedScene(ports)
const body = (summary: string) => ({ summary, goals: [], actions: [], links: [] })
const shown = body('Du söker till lärare & rektor')
await writeDraft(db, ports, talk.id, shown)
await showDraft(db, ports, talk.id, shown)
await addComment(db, ports, talk.id, { version: 1, writtenBy: 'seeker', text: 'Så var det inte riktigt' })
await writeDraft(db, ports, talk.id, body('Ett utkast som ingen har sett'))
await saveNotes(db, ports, talk.id, 'En tanke för mig själv')
const later = await seedTalk(ports, scene, {
  startsMs: ports.clock.now() + 2 * day,
  caseId: talk.caseId,
  form: 'phone',
})
await addChat(db, ports, scene.seeker, 'Hej från en annan')

const asJson = () => call('GET', '/case/export', bearer(talk.secret))
const asPage = async (secret = talk.secret) => {
  const answer = await app.request('/api/case/export', { headers: { ...bearer(secret), accept: 'text/html' } })
  return { answer, html: await answer.text() }
}

describe('a seeker who takes everything along', () => {
  test('gets what they said and what was shown to them, of all talks, the oldest first', async () => {
    const { status, body } = await asJson()
    expect(status).toBe(200)
    expect(body.contact).toMatchObject(contact)
    expect(body.talks.map(({ id }: { id: string }) => id)).toEqual([talk.id, later.id])
    expect(body.talks[0]).toMatchObject({
      topic: 'Byta program',
      state: 'booked',
      counsellor: 'Anna Vägledare',
      konklusion: [{ version: 1, body: { summary: shown.summary } }],
      comments: [{ writtenBy: 'seeker', text: 'Så var det inte riktigt' }],
    })
  })

  test('gets it as one page, too, in their language, and whatever they wrote stays text', async () => {
    const { answer, html } = await asPage()
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="fyrklang.html"')
    expect(html).toContain('<html lang="sv">')
    expect(html).toContain('Robin &lt;script&gt;')
    for (const text of ['Byta program', 'Så var det inte riktigt', 'Du söker till lärare &amp; rektor', contact.email])
      expect(html).toContain(text)
    // It stands by itself: nothing is fetched from anywhere.
    expect(html).not.toMatch(/<script|src=|<link|https?:\/\//)
  })

  test('gets the answers, goals, chat and invitations of a talk that was held', async () => {
    const { html } = await asPage(scene.talk.secret)
    for (const text of ['Veta vad jag söker', 'Hur redo är du?', 'Hej från en annan', 'min mamma'])
      expect(html).toContain(text)
  })

  test('gets no key, nobody else’s words, no draft and no notes that the counsellor keeps', async () => {
    const json = (await asJson()).text
    const { html } = await asPage()
    for (const kept of [
      'Ett utkast som ingen har sett',
      'En tanke för mig själv',
      'Hej från en annan',
      talk.secret,
      scene.talk.id,
      other.talk.id,
    ])
      expect([json.includes(kept), html.includes(kept)], kept).toEqual([false, false])
    expect(json).not.toMatch(/[hH]ash|wrapped|identity/)
  })

  test('gets their places in group talks and webinars, with what they asked, and nothing of who else comes', async () => {
    const { seatId: id, talk: ofSeat } = scene
    const question = await sealValue(db, ports, { bookingId: id, cell: cellOfTopic(id), value: 'Finns det <stöd>?' })
    await db.update(booking).set({ topic: question }).where(eq(booking.id, id))
    const { body } = await call('GET', '/case/export', bearer(ofSeat.secret))
    expect(body.events).toMatchObject([{ id, state: 'booked', question: 'Finns det <stöd>?', kind: 'webinar' }])
    expect(body.events).toHaveLength(1)
    const { html } = await asPage(ofSeat.secret)
    expect(html).toContain('Att välja utbildning')
    expect(html).toContain('Finns det &lt;stöd&gt;?')
  })

  test('gets it twenty times an hour at most', async () => {
    const { secret } = await seedTalk(ports, scene, { startsMs: ports.clock.now() + 3 * day })
    const answers = []
    for (let time = 0; time <= mostExports; time += 1) answers.push(await call('GET', '/case/export', bearer(secret)))
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: mostExports }, () => 200), 429])
  })

  test('nobody does without the key', async () => {
    expect((await call('GET', '/case/export', {})).status).toBe(401)
    expect((await call('GET', '/case/export', bearer(scene.companion.secret))).status).toBe(401)
  })
})
