import { asc, eq, isNull, sql } from 'drizzle-orm'
import { boolean, date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { instant } from './columns.ts'
import { together } from './together.ts'

const { db } = await testDatabase()
const kept = pgTable('kept', {
  id: integer().primaryKey(),
  ofId: integer(),
  words: text().notNull(),
  languages: text().array().notNull(),
  body: jsonb().$type<{ said: string[] }>(),
  day: date({ mode: 'string' }).notNull(),
  isOver: boolean().notNull(),
  at: instant().notNull(),
})
await db.execute(sql`create table kept (id int primary key, of_id int, words text not null, languages text[] not null,
  body jsonb, day date not null, is_over boolean not null, at timestamptz not null)`)
const at = new Date('2026-10-25T00:30:00.123Z')
const row = { ofId: null, words: 'å "ä" ö', languages: ['sv', 'da'], body: null, day: '2026-10-25', isOver: false, at }
await db.insert(kept).values([
  { ...row, id: 1 },
  { ...row, id: 2, ofId: 1, languages: [], body: { said: ['{}', 'null'] }, isOver: true },
  { ...row, id: 3, ofId: 1, words: '' },
])

const all = () => db.select().from(kept).orderBy(asc(kept.id))
const backwards = () =>
  db
    .select({ id: kept.id, first: sql<boolean>`${isNull(kept.ofId)}` })
    .from(kept)
    .orderBy(sql`${kept.id} desc`)
    .limit(2)
const pairs = () => {
  const parent = db.select({ parentId: kept.id, parentWords: kept.words }).from(kept).as('parent')
  return db
    .select({ id: kept.id, words: kept.words, parentId: parent.parentId, parentWords: parent.parentWords })
    .from(kept)
    .leftJoin(parent, eq(parent.parentId, kept.ofId))
    .orderBy(asc(kept.id))
}
const none = (id: number) => db.select().from(kept).where(eq(kept.id, id))

it('readings in one statement give what each gives by itself, in its own order', async () => {
  const found = await together(db, { all: all(), backwards: backwards(), pairs: pairs(), none: none(9), one: none(2) })
  expect(found).toEqual({
    all: await all(),
    backwards: await backwards(),
    pairs: await pairs(),
    none: [],
    one: await none(2),
  })
  expect(found.all[0]?.at).toEqual(at)
  expect(found.backwards.map(({ id }) => id)).toEqual([3, 2])
})
