import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { checklistSheet } from '../../src/checklist/schema.ts'
import { sheetOf } from '../../src/checklist/sheet.store.ts'
import { talkChecklist } from '../../src/checklist/starter.ts'
import { isPlain } from '../../src/db/sealed.ts'
import { answerChecklist } from '../../src/flows/answer-checklist.ts'
import { cancelTalk } from '../../src/flows/change-talk.ts'
import { sealWhatIsPlain } from '../../src/flows/seal-what-is-plain.ts'
import { agreeFollowUp, followUpOf, openFollowUps, saveReply } from '../../src/guidance/follow-up.store.ts'
import { addGoal, changeGoal, goalsNow, goalsOf, goalsOfTalks, proposeGoals } from '../../src/guidance/goal.store.ts'
import { addComment, commentsOf } from '../../src/guidance/konklusion-comment.store.ts'
import { konklusionVersions, showDraft, writeDraft } from '../../src/guidance/konklusion.store.ts'
import { notesOf, saveNotes } from '../../src/guidance/private-note.store.ts'
import { answerScale, askScale, scaleReadings } from '../../src/guidance/scale.store.ts'
import {
  followUp,
  goal,
  goalVersion,
  konklusion,
  konklusionComment,
  privateNote,
  scaleReading,
} from '../../src/guidance/schema.ts'
import { newCode, codeHash } from '../../src/meeting/case-code.ts'
import { rewrapKeys, yetToSeal } from '../../src/meeting/case-key.store.ts'
import { addCase, caseOfTypedCode } from '../../src/meeting/case.store.ts'
import { invitationsOf } from '../../src/meeting/companion.store.ts'
import { addChat, wholeChat } from '../../src/room/chat.store.ts'
import { decideAtDoor } from '../../src/room/decide-at-door.ts'
import { addLink, linksOf } from '../../src/room/link.store.ts'
import { enter, messageTo, participantsOf } from '../../src/room/participant.store.ts'
import { chatMessage, participant, sharedLink } from '../../src/room/schema.ts'
import { contactOf } from '../../src/meeting/contact.store.ts'
import { booking, caseKey, companion, contact as contactTable } from '../../src/meeting/schema.ts'
import { openTalks } from '../../src/meeting/talk.store.ts'
import { columnsHolding } from '../setup/columns-holding.ts'
import { testDatabase } from '../setup/database.ts'
import { comeToDoor } from '../setup/door.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { seedCompanion, seedTalk, theOpenTalk, theTalk } from '../setup/talk.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const seeded = await seedOrganisation(db, { items: talkChecklist })
let day = 0
const aTalk = () => seedTalk(ports, seeded, { startsMs: ports.clock.now() + ++day * 86_400_000 })

const body = (summary: string) => ({
  summary,
  goals: [],
  actions: [],
  links: [{ url: 'https://yh.test', title: 'YH' }],
})

/** Columns of any table in which a word stands, as text or as bytes. */
const columnsWith = (word: string) => columnsHolding(db, word, Buffer.from(word).toString('hex'))

test('notes, Konklusions and what is said of them are read as they were written, and stand in no column', async () => {
  const { id } = await aTalk()
  await saveNotes(db, ports, id, 'Orolig för blåbärsplockning')
  await writeDraft(db, ports, id, body('Hon vill plocka lingonris'))
  await showDraft(db, ports, id, body('Hon vill plocka hjortronblom'))
  await addComment(db, ports, id, { version: 1, writtenBy: 'seeker', text: 'Jag sa kantarellsoppa' })
  expect(await notesOf(db, ports, id)).toMatchObject({ text: 'Orolig för blåbärsplockning' })
  expect(await konklusionVersions(db, ports, id)).toMatchObject([
    { version: 1, state: 'ready', body: body('Hon vill plocka hjortronblom') },
  ])
  expect(await commentsOf(db, ports, id)).toMatchObject([{ text: 'Jag sa kantarellsoppa', writtenBy: 'seeker' }])
  for (const word of ['plockning', 'lingonris', 'hjortronblom', 'kantarellsoppa'])
    expect(await columnsWith(word), word).toEqual([])
  // The search itself finds what does stand there in bytes.
  await db
    .update(privateNote)
    .set({ text: yetToSeal('trattkantarell') })
    .where(eq(privateNote.bookingId, id))
  expect(await columnsWith('trattkantarell')).toEqual(['private_note.text'])
})

const noFollowUp = { kind: 'call' as const, dueOn: '2026-11-02', nextBookingId: null, note: null, question: null }

test('goals, scale questions and what was agreed are read as they were written, and stand in no column', async () => {
  const { id, caseId } = await aTalk()
  await proposeGoals(db, ports, id, ['Vill bli hovslagare', 'Våga ringa'])
  await addGoal(db, ports, id, { text: 'Söka till djurvårdsprogrammet', by: 'seeker' })
  const [first] = await goalsNow(db, ports, id)
  await changeGoal(
    db,
    ports,
    { bookingId: id, goalId: first?.id ?? '' },
    { act: 'reword', text: 'Prova smide', by: 'counsellor' },
  )
  const asked = await askScale(db, ports, id, { moment: 'start', question: 'Hur nära är hästgården?' })
  ports.clock.advance(1000)
  const counsellorId = seeded.counsellors[0].id
  const agreed = { ...noFollowUp, bookingId: id, caseId, counsellorId }
  await agreeFollowUp(db, ports, {
    ...agreed,
    kind: 'check_in',
    note: 'Fråga om stallet',
    question: 'Hur gick travkursen?',
  })
  await saveReply(db, ports, id, 'Ridlärarn sa ja')

  const [history] = (await goalsOf(db, ports, id)).map((one) => one.history.map(({ text }) => text))
  expect(history).toEqual(['Vill bli hovslagare', 'Prova smide'])
  const now = ['Prova smide', 'Våga ringa', 'Söka till djurvårdsprogrammet']
  expect((await goalsNow(db, ports, id)).map(({ text }) => text)).toEqual(now)
  expect(asked).toMatchObject({ question: 'Hur nära är hästgården?', value: null, open: true })
  const answer = await answerScale(db, ports, { bookingId: id, readingId: asked.id }, 7)
  expect(answer).toMatchObject({ question: 'Hur nära är hästgården?', value: 7 })
  expect((await scaleReadings(db, ports, id)).map(({ question }) => question)).toEqual([
    'Hur nära är hästgården?',
    'Hur gick travkursen?',
  ])
  const words = { note: 'Fråga om stallet', reply: 'Ridlärarn sa ja' }
  expect(await followUpOf(db, ports, id)).toMatchObject(words)
  expect(await openFollowUps(db, ports, counsellorId, 10)).toMatchObject([words])
  for (const word of ['hovslagare', 'smide', 'djurv', 'stg', 'travkursen', 'stallet', 'Ridl'])
    expect(await columnsWith(word), word).toEqual([])
})

test('what is said and shared in the room, at its door and of companions is read as it was, and stands in no column', async () => {
  // Soon enough for its door to be open.
  const { id, meetingId, secret, hostId } = await seedTalk(ports, seeded, { startsMs: ports.clock.now() + 300_000 })
  const mother = await seedCompanion(ports, id, 'min gudmor Ingegerd')
  const counsellor = await enter(db, ports, { meetingId, hostId })
  await addChat(db, ports, counsellor, 'Välkommen till väverskan')
  await addLink(db, ports, meetingId, { url: 'https://snickarskolan.test/ansok', title: 'Om snickarlinjen' })
  const seeker = await comeToDoor(ports, id, secret)
  await decideAtDoor(ports, { meetingId, person: id, decision: 'wait', message: 'Hinner dricka pepparmyntste' })

  expect(await wholeChat(db, ports, meetingId)).toMatchObject([
    { text: 'Välkommen till väverskan', from: 'counsellor' },
  ])
  expect(await linksOf(db, ports, meetingId)).toMatchObject([
    { url: 'https://snickarskolan.test/ansok', title: 'Om snickarlinjen' },
  ])
  const [standing] = await participantsOf(db, [meetingId]).then((all) => all.filter((one) => one.id === seeker.id))
  expect(standing && (await messageTo(db, ports, standing))).toBe('Hinner dricka pepparmyntste')
  expect(await invitationsOf(db, ports, id)).toMatchObject([{ id: mother.id, label: 'min gudmor Ingegerd' }])
  for (const word of ['verskan', 'snickar', 'pepparmynt', 'Ingegerd']) expect(await columnsWith(word), word).toEqual([])
})

test('a list of talks of several cases opens each of them by its own key', async () => {
  const [one, other] = [await aTalk(), await aTalk()]
  const again = await seedTalk(ports, seeded, { startsMs: ports.clock.now() + ++day * 86_400_000, caseId: one.caseId })
  await proposeGoals(db, ports, one.id, ['Bli bagare'])
  await proposeGoals(db, ports, other.id, ['Bli murare'])
  await proposeGoals(db, ports, again.id, ['Bli bagare nu'])
  const goals = await goalsOfTalks(db, ports, [one.id, other.id, again.id])
  const texts = [one, other, again].map(({ id }) => goals.get(id)?.map(({ text }) => text))
  expect(texts).toEqual([['Bli bagare'], ['Bli murare'], ['Bli bagare nu']])
  // A wording that was moved to another case does not open there.
  const [mine, theirs] = [goals.get(one.id)?.[0], goals.get(other.id)?.[0]]
  const stored = await db
    .select()
    .from(goalVersion)
    .where(eq(goalVersion.goalId, theirs?.id ?? ''))
  await db
    .update(goalVersion)
    .set({ text: stored[0]?.text })
    .where(eq(goalVersion.goalId, mine?.id ?? ''))
  await expect(goalsNow(db, ports, one.id)).rejects.toMatchObject({ status: 410, slug: 'unreadable' })
})

test('what is sealed opens in its own row and column alone, also within one case', async () => {
  const { id, caseId } = await aTalk()
  const other = await seedTalk(ports, seeded, { startsMs: ports.clock.now() + ++day * 86_400_000, caseId })
  await saveNotes(db, ports, id, 'Den enas')
  await saveNotes(db, ports, other.id, 'Den andras')
  await addComment(db, ports, id, { version: 1, writtenBy: 'seeker', text: 'Sagt' })
  const sealed = (bookingId: string) => db.select().from(privateNote).where(eq(privateNote.bookingId, bookingId))
  const [[mine], [theirs]] = await Promise.all([sealed(id), sealed(other.id)])
  if (!mine || !theirs) throw new Error('both have notes')
  await db.update(privateNote).set({ text: theirs.text }).where(eq(privateNote.bookingId, id))
  await expect(notesOf(db, ports, id)).rejects.toMatchObject({ status: 410, slug: 'unreadable' })
  await db.update(konklusionComment).set({ text: mine.text }).where(eq(konklusionComment.bookingId, id))
  await expect(commentsOf(db, ports, id)).rejects.toMatchObject({ status: 410, slug: 'unreadable' })
  await db.update(privateNote).set({ text: mine.text }).where(eq(privateNote.bookingId, id))
  expect(await notesOf(db, ports, id)).toMatchObject({ text: 'Den enas' })
})

test('a dump that was put back without its keys opens nothing, and says so', async () => {
  const { id, caseId } = await aTalk()
  await writeDraft(db, ports, id, body('Sagt'))
  await db.delete(caseKey).where(eq(caseKey.caseId, caseId))
  await expect(konklusionVersions(db, ports, id)).rejects.toMatchObject({ status: 410, slug: 'unreadable' })
  // A new key does not open what the old one sealed.
  await saveNotes(db, ports, id, 'Efteråt')
  await expect(konklusionVersions(db, ports, id)).rejects.toMatchObject({ status: 410, slug: 'unreadable' })
  expect(await notesOf(db, ports, id)).toMatchObject({ text: 'Efteråt' })
})

test('in lists of many cases, one whose key is gone keeps its place and says nothing', async () => {
  const [gone, other] = [await aTalk(), await aTalk()]
  const counsellorId = seeded.counsellors[1].id
  for (const { id, caseId } of [gone, other]) {
    await proposeGoals(db, ports, id, ['Bli glasblåsare'])
    const agreed = { ...noFollowUp, bookingId: id, caseId, counsellorId }
    await agreeFollowUp(db, ports, { ...agreed, note: 'Ring verkstaden' })
  }
  await db.delete(caseKey).where(eq(caseKey.caseId, gone.caseId))
  const goals = await goalsOfTalks(db, ports, [gone.id, other.id])
  expect([gone, other].map(({ id }) => goals.get(id)?.length)).toEqual([0, 1])
  const listed = new Map((await openFollowUps(db, ports, counsellorId, 10)).map((one) => [one.bookingId, one]))
  expect(listed.get(gone.id)).toMatchObject({ kind: 'call', note: null })
  expect(listed.get(other.id)).toMatchObject({ kind: 'call', note: 'Ring verkstaden' })
  await expect(goalsNow(db, ports, gone.id)).rejects.toMatchObject({ status: 410, slug: 'unreadable' })
})

test('another SECRET_KEY opens no case, and writes nothing beside what it cannot read', async () => {
  const { id } = await aTalk()
  await saveNotes(db, ports, id, 'Egen tanke')
  const settings = { ...ports.settings, secretKey: 'another-key-that-never-sealed-anything-here' }
  const others = testPorts(db, { settings })
  await expect(notesOf(db, others, id)).rejects.toMatchObject({ slug: 'unreadable' })
  await expect(saveNotes(db, others, id, 'Annat')).rejects.toMatchObject({ slug: 'unreadable' })
  expect(await notesOf(db, ports, id)).toMatchObject({ text: 'Egen tanke' })
})

test('of two that write first in a case at the same moment, both are read', async () => {
  const { id } = await aTalk()
  await Promise.all([
    db.transaction((tx) => saveNotes(tx, ports, id, 'Den ena')),
    db.transaction((tx) => writeDraft(tx, ports, id, body('Den andra'))),
  ])
  expect(await notesOf(db, ports, id)).toMatchObject({ text: 'Den ena' })
  expect(await konklusionVersions(db, ports, id)).toMatchObject([{ body: body('Den andra') }])
})

test('what was written before cases had keys is read, and the clock seals it once', async () => {
  await sealWhatIsPlain(ports)
  const { id: bookingId, caseId } = await aTalk()
  const at = new Date(ports.clock.now())
  const id = ports.random.uuid(ports.clock.now())
  await db.insert(privateNote).values({ bookingId, text: yetToSeal('Egen slutledning'), updatedAt: at })
  await db
    .insert(konklusion)
    .values({ bookingId, version: 1, state: 'ready', body: yetToSeal(body('Förr sammanfattat')), updatedAt: at })
  await db
    .insert(konklusionComment)
    .values({ id, bookingId, version: 1, writtenBy: 'seeker', text: yetToSeal('Förr invänt'), at })
  await db.insert(goal).values({ id, bookingId, position: 1, createdAt: at })
  const wording = { goalId: id, version: 1, writtenBy: 'seeker' as const, state: 'proposed' as const, at }
  await db.insert(goalVersion).values({ ...wording, text: yetToSeal('Förr velat') })
  await db
    .insert(scaleReading)
    .values({ id, bookingId, moment: 'start', question: yetToSeal('Förr undrat?'), askedAt: at })
  const counsellorId = seeded.counsellors[0].id
  const words = { note: yetToSeal('Förr noterat'), reply: yetToSeal('Förr svarat') }
  await db.insert(followUp).values({ bookingId, caseId, counsellorId, kind: 'call', ...words, createdAt: at })
  const { meetingId, hostId } = await theTalk(ports, bookingId)
  const came = await enter(db, ports, { meetingId, hostId })
  await db
    .update(participant)
    .set({ message: yetToSeal('Förr ombedd') })
    .where(eq(participant.id, came.id))
  const said = { id, meetingId, participantId: came.id, text: yetToSeal('Förr sagt'), sentAt: at }
  await db.insert(chatMessage).values(said)
  const shared = { url: yetToSeal('https://forr.test'), title: yetToSeal('Förr delat') }
  await db.insert(sharedLink).values({ id, meetingId, ...shared, sharedAt: at })
  const invited = { id, bookingId, secretHash: 'none', createdAt: at, openedAt: null, revokedAt: null }
  await db.insert(companion).values({ ...invited, label: yetToSeal('Förr medbjuden') })
  const read = async () => [
    (await notesOf(db, ports, bookingId)).text,
    (await konklusionVersions(db, ports, bookingId)).map((version) => version.body.summary),
    (await commentsOf(db, ports, bookingId)).map(({ text }) => text),
    (await goalsNow(db, ports, bookingId)).map(({ text }) => text),
    (await scaleReadings(db, ports, bookingId)).map(({ question }) => question),
    [await followUpOf(db, ports, bookingId)].map((agreed) => [agreed?.note, agreed?.reply]),
    (await wholeChat(db, ports, meetingId)).map(({ text }) => text),
    (await linksOf(db, ports, meetingId)).map(({ url, title }) => [url, title]),
    await Promise.all((await participantsOf(db, [meetingId])).map((one) => messageTo(db, ports, one))),
    (await invitationsOf(db, ports, bookingId)).map(({ label }) => label),
  ]
  const before = await read()
  expect(before).toEqual([
    'Egen slutledning',
    ['Förr sammanfattat'],
    ['Förr invänt'],
    ['Förr velat'],
    ['Förr undrat?'],
    [['Förr noterat', 'Förr svarat']],
    ['Förr sagt'],
    [['https://forr.test', 'Förr delat']],
    ['Förr ombedd'],
    ['Förr medbjuden'],
  ])
  expect(await columnsWith('sammanfattat')).toEqual(['konklusion.body'])
  expect(await sealWhatIsPlain(ports)).toBe(11)
  expect(await sealWhatIsPlain(ports)).toBe(0)
  expect(await read()).toEqual(before)
  const inTheRoom = ['rr sagt', 'forr.test', 'delat', 'ombedd', 'medbjuden']
  for (const word of ['slutledning', 'sammanfattat', 'rr inv', 'velat', 'undrat', 'noterat', 'svarat', ...inTheRoom])
    expect(await columnsWith(word), word).toEqual([])
})

test('SECRET_KEY is changed with the old one beside it, and everything goes on under the new one alone', async () => {
  const { secretKey } = ports.settings
  const next = 'the-next-key-of-this-service-for-the-year'
  const both = testPorts(db, { settings: { ...ports.settings, secretKey: next, secretKeyOld: secretKey } })
  const newAlone = testPorts(db, { settings: { ...ports.settings, secretKey: next } })
  const [{ id }, code] = [await aTalk(), newCode(ports.random)]
  const caseId = ports.random.uuid(ports.clock.now())
  await addCase(db, { id: caseId, codeHash: await codeHash(code, secretKey), createdAt: new Date(ports.clock.now()) })
  await saveNotes(db, ports, id, 'Skrivet förr')

  expect(await notesOf(db, both, id)).toMatchObject({ text: 'Skrivet förr' })
  await saveNotes(db, both, id, 'Skrivet under bytet')
  await expect(notesOf(db, newAlone, id)).rejects.toMatchObject({ slug: 'unreadable' })
  expect(await caseOfTypedCode(newAlone, code)).toBeNull()

  const { rewrapped, strange } = await rewrapKeys(both, secretKey)
  expect(rewrapped).toBeGreaterThan(0)
  expect(strange).toBe(0)
  expect(await rewrapKeys(both, secretKey)).toEqual({ rewrapped: 0, strange: 0 })
  expect(await notesOf(db, newAlone, id)).toMatchObject({ text: 'Skrivet under bytet' })
  await expect(notesOf(db, ports, id)).rejects.toMatchObject({ slug: 'unreadable' })

  expect(await caseOfTypedCode(both, code)).toMatchObject({ id: caseId })
  expect(await caseOfTypedCode(newAlone, code)).toMatchObject({ id: caseId })
  // Back again, for the tests beside this one.
  await rewrapKeys(ports, next)
  expect(await notesOf(db, ports, id)).toMatchObject({ text: 'Skrivet under bytet' })
})

test('how a seeker is reached, what they came for and answered, and why they cancel stand in no column', async () => {
  const startsMs = ports.clock.now() + ++day * 86_400_000
  const contact = { alias: 'Gråsparven', email: 'grasparv@example.org', phone: '+46700000042' }
  const { id, caseId } = await seedTalk(ports, seeded, { startsMs, contact })
  const talk = await theTalk(ports, id)
  const answers = {
    about: { kind: 'text' as const, text: 'Bli stenhuggare' },
    goal: { kind: 'goal' as const, goals: ['Våga slå stenflisor'] },
  }
  expect(await answerChecklist(ports, talk, 'seeker', answers)).toMatchObject({ outcome: 'saved' })
  await cancelTalk(ports, id, 'seeker', 'Har fått vattkoppor')
  expect(await contactOf(db, ports, caseId)).toMatchObject(contact)
  expect(await theOpenTalk(ports, id)).toMatchObject({
    ...contact,
    topic: 'Bli stenhuggare',
    cancelReason: 'Har fått vattkoppor',
  })
  const sheet = await sheetOf(db, ports, await theTalk(ports, id), 'seeker')
  expect(sheet?.answers).toMatchObject({ about: { text: 'Bli stenhuggare' }, goal: { goals: ['Våga slå stenflisor'] } })
  for (const word of ['Gråsparven', 'grasparv@', '+46700000042', 'stenhuggare', 'stenflisor', 'vattkoppor'])
    expect(await columnsWith(word), word).toEqual([])
})

test('without its key a talk stays in the lists, and says nothing of its seeker', async () => {
  const { id, caseId, secret } = await aTalk()
  await db.delete(caseKey).where(eq(caseKey.caseId, caseId))
  const [talk] = await openTalks(ports, [await theTalk(ports, id)])
  expect(talk).toMatchObject({ id, alias: null, email: null, topic: null })
  const app = createApp(() => ports)
  const headers = { authorization: `Bearer ${secret}` }
  expect((await app.request('/api/case', { headers })).status).toBe(200)
  expect((await app.request(`/api/bookings/${id}`, { headers })).status).toBe(410)
})

test('what was written before there were keys is read, and is sealed by the clock', async () => {
  const { id, caseId } = await aTalk()
  const reach = yetToSeal({ alias: 'Trana', email: null, phone: null })
  await db.update(contactTable).set({ reach }).where(eq(contactTable.caseId, caseId))
  await db
    .update(booking)
    .set({ topic: yetToSeal('Flyttfåglar') })
    .where(eq(booking.id, id))
  await db.insert(checklistSheet).values({
    id: crypto.randomUUID(),
    bookingId: id,
    versionId: seeded.template.version.id,
    answers: yetToSeal({ ready: { kind: 'scale' as const, value: 7 } }),
    updatedAt: new Date(ports.clock.now()),
  })
  const read = async () => [await theOpenTalk(ports, id), await sheetOf(db, ports, await theTalk(ports, id), 'seeker')]
  const before = await read()
  expect(before).toMatchObject([{ alias: 'Trana', topic: 'Flyttfåglar' }, { answers: { ready: { value: 7 } } }])
  await sealWhatIsPlain(ports)
  expect(await read()).toMatchObject([{ alias: 'Trana', topic: 'Flyttfåglar' }, { answers: { ready: { value: 7 } } }])
  for (const word of ['Trana', 'Flyttfåglar']) expect(await columnsWith(word), word).toEqual([])
  expect(await db.$count(checklistSheet, isPlain(checklistSheet.answers))).toBe(0)
})
