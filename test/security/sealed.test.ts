import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addComment, commentsOf } from '../../src/guidance/konklusion-comment.store.ts'
import { konklusionVersions, showDraft, writeDraft } from '../../src/guidance/konklusion.store.ts'
import { notesOf, saveNotes } from '../../src/guidance/private-note.store.ts'
import { konklusion, konklusionComment, privateNote } from '../../src/guidance/schema.ts'
import { sealWhatIsPlain } from '../../src/guidance/seal-plain.store.ts'
import { newCode, codeHash } from '../../src/meeting/case-code.ts'
import { rewrapKeys, yetToSeal } from '../../src/meeting/case-key.store.ts'
import { addCase, caseOfTypedCode } from '../../src/meeting/case.store.ts'
import { caseKey } from '../../src/meeting/schema.ts'
import { columnsHolding } from '../setup/columns-holding.ts'
import { testDatabase } from '../setup/database.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { seedTalk } from '../setup/talk.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const seeded = await seedOrganisation(db)
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
  const { id: bookingId } = await aTalk()
  const at = new Date(ports.clock.now())
  const id = ports.random.uuid(ports.clock.now())
  await db.insert(privateNote).values({ bookingId, text: yetToSeal('Egen åsikt'), updatedAt: at })
  await db
    .insert(konklusion)
    .values({ bookingId, version: 1, state: 'ready', body: yetToSeal(body('Förr sammanfattat')), updatedAt: at })
  await db
    .insert(konklusionComment)
    .values({ id, bookingId, version: 1, writtenBy: 'seeker', text: yetToSeal('Förr invänt'), at })
  const read = async () => [
    (await notesOf(db, ports, bookingId)).text,
    (await konklusionVersions(db, ports, bookingId)).map((version) => version.body.summary),
    (await commentsOf(db, ports, bookingId)).map(({ text }) => text),
  ]
  const before = await read()
  expect(before).toEqual(['Egen åsikt', ['Förr sammanfattat'], ['Förr invänt']])
  expect(await columnsWith('sammanfattat')).toEqual(['konklusion.body'])
  expect(await sealWhatIsPlain(ports)).toBe(3)
  expect(await sealWhatIsPlain(ports)).toBe(0)
  expect(await read()).toEqual(before)
  for (const word of ['sikt', 'sammanfattat', 'rr inv']) expect(await columnsWith(word), word).toEqual([])
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
