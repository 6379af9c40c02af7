import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { validate } from '../http/validate.ts'
import { ownTalk } from '../meeting/access.ts'
import { counsellorOnly } from '../people/session.ts'
import { text } from '../words/text.ts'
import { notesOf, saveNotes } from './private-note.store.ts'
import { notesMost } from './limits.ts'

const notes = z.object({ text: text(notesMost) })

export const privateNoteRoutes = new Hono<AppEnv>()
  .get(
    '/staff/talks/:id/notes',
    counsellorOnly,
    describeRoute({ description: 'The counsellor’s own notes, which nobody else reads.' }),
    async function readNotes(c) {
      const { ports } = c.var
      return c.json(await notesOf(ports.db, ports, (await ownTalk(c)).id))
    },
  )
  .put(
    '/staff/talks/:id/notes',
    counsellorOnly,
    describeRoute({ description: 'Stores the counsellor’s own notes in place of what was there.' }),
    validate('json', notes),
    async function writeNotes(c) {
      const talk = await ownTalk(c)
      const { ports } = c.var
      await saveNotes(ports.db, ports, talk.id, c.req.valid('json').text)
      return c.json(await notesOf(ports.db, ports, talk.id))
    },
  )
