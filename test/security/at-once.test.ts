import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createHash } from 'node:crypto'
import { removeFromRoom } from '../../src/room/removal.ts'
import type { Video } from '../../src/ports.ts'
import { bearer, seedWorld, testNow } from '../contract/scene.ts'
import { testDatabase } from '../setup/database.ts'
import { lettersOf, seedCompanion, seedTalk, theTalk } from '../setup/talk.ts'

const { db } = await testDatabase(30)
const { app, ports, scene, headers } = await seedWorld(db)
const hourMs = 3_600_000
/** Monday 12 October, 09:00 in Stockholm. */
const monday = Date.UTC(2026, 9, 12, 7)
let day = 0

const json = (method: string, key: Record<string, string>, body: object): RequestInit => ({
  method,
  headers: { ...key, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const letters = async (bookingId: string) =>
  (await lettersOf(ports, bookingId))
    .filter(({ recipient }) => recipient === 'counsellor')
    .map(({ kind, state, sequence }) => `${sequence} ${kind} ${state}`)

test('two moves of the same talk at once: both are answered, the talk stands at one of the times, one letter tells of it', async () => {
  for (let round = 0; round < 8; round += 1) {
    const from = monday + (day += 1) * 24 * hourMs
    const talk = await seedTalk(ports, scene, { startsMs: from })
    const times = [from + 2 * hourMs, from + 4 * hourMs].map((ms) => new Date(ms).toISOString())
    const answers = await Promise.all(
      times.map((start) => app.request(`/api/bookings/${talk.id}`, json('PATCH', bearer(talk.secret), { start }))),
    )
    for (const answer of answers) expect([200, 409, 422]).toContain(answer.status)
    const row = await theTalk(ports, talk.id)
    const moves = answers.filter(({ status }) => status === 200).length
    expect(row.icsSequence).toBe(moves)
    expect((await letters(talk.id)).filter((line) => line.endsWith('moved pending'))).toHaveLength(Math.min(moves, 1))
    if (day % 7 === 5) day += 2
  }
})

test('a cancellation while the talk is moved, and five cancellations at once: cancelled once, one letter about it', async () => {
  for (let round = 0; round < 8; round += 1) {
    const from = monday + (day += 1) * 24 * hourMs
    if (day % 7 === 5) day += 2
    const talk = await seedTalk(ports, scene, { startsMs: from })
    const path = `/api/bookings/${talk.id}`
    const answers = await Promise.all([
      app.request(path, json('PATCH', bearer(talk.secret), { start: new Date(from + 2 * hourMs).toISOString() })),
      ...Array.from({ length: 5 }, () => app.request(path, { method: 'DELETE', headers: bearer(talk.secret) })),
      app.request(`/api/staff/talks/${talk.id}`, { method: 'DELETE', headers: headers.counsellor }),
    ])
    expect(answers.slice(1).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect((await theTalk(ports, talk.id)).state).toBe('cancelled')
    const waiting = (await letters(talk.id)).filter((line) => line.endsWith('pending'))
    expect(waiting).toEqual([expect.stringMatching(/cancelled pending$/)])
  }
})

test('the same booking sent ten times at once is one booking, and everybody gets the same answer', async () => {
  const key = crypto.randomUUID()
  const wish = {
    serviceId: scene.services[1].id,
    start: new Date(monday + hourMs).toISOString(),
    form: 'phone',
    language: 'sv',
    zone: 'Europe/Stockholm',
    lettersLanguage: 'sv',
  }
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => app.request('/api/bookings', json('POST', { 'idempotency-key': key }, wish))),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
  const other = await app.request(
    '/api/bookings',
    json('POST', { 'idempotency-key': key }, { ...wish, alias: 'Någon annan' }),
  )
  expect([other.status, (await other.json()).type]).toEqual([422, '/problems/key-reused'])
})

test('letting in and declining at once leave the person as one of the two, and who is in is never declined', async () => {
  for (let round = 0; round < 6; round += 1) {
    const companion = await seedCompanion(ports, scene.talk.id, `gäst ${round}`)
    const door = `/api/bookings/${scene.talk.id}/door`
    await app.request(door, { method: 'POST', headers: bearer(companion.secret) })
    const { participants } = await (
      await app.request(`/api/staff/talks/${scene.talk.id}/room`, { headers: headers.counsellor })
    ).json()
    const { id } = participants.find((one: { label?: string }) => one.label === `gäst ${round}`)
    const decide = (decision: string) =>
      app.request(`/api/staff/talks/${scene.talk.id}/door/${id}`, json('POST', headers.counsellor, { decision }))
    const [admitted, declined] = await Promise.all([decide('admit'), decide('decline')])
    expect(admitted.status).toBe(200)
    expect([200, 409]).toContain(declined.status)
    expect((await decide('decline')).status).toBe(409)
  }
})

test('approving while a correction comes out approves what was read, or nothing', async () => {
  const path = `/api/staff/talks/${scene.talk.id}/konklusion`
  const write = (summary: string) =>
    app.request(path, json('PUT', headers.counsellor, { body: { summary, goals: [], actions: [], links: [] } }))
  const show = () => app.request(`${path}/readiness`, { method: 'POST', headers: headers.counsellor })
  await write('Version 1')
  expect((await show()).status).toBe(200)
  for (let version = 1; version < 7; version += 1) {
    await write(`Version ${version + 1}`)
    const approve = () =>
      app.request(`/api/bookings/${scene.talk.id}/konklusion/approval`, json('POST', headers.seeker, { version }))
    const answers = await Promise.all([approve(), show(), approve()])
    expect(answers[1]?.status).toBe(200)
    const { konklusion, earlierVersions } = await (
      await app.request(`/api/bookings/${scene.talk.id}/konklusion`, { headers: headers.seeker })
    ).json()
    expect(konklusion).toMatchObject({
      version: version + 1,
      state: 'ready',
      body: { summary: `Version ${version + 1}` },
    })
    const approved = earlierVersions
      .filter((one: { state: string }) => one.state === 'approved')
      .map((one: { version: number }) => one.version)
    expect(approved.includes(version)).toBe(answers[0]?.status === 200 || answers[2]?.status === 200)
    expect((await approve()).status).toBe(409)
  }
})

test('what is saved in the same moment in which the Konklusion is shown is not lost', async () => {
  const path = `/api/staff/talks/${scene.talk.id}/konklusion`
  const write = (summary: string) =>
    app.request(path, json('PUT', headers.counsellor, { body: { summary, goals: [], actions: [], links: [] } }))
  for (let round = 0; round < 12; round += 1) {
    await write(`utkast ${round}`)
    await Promise.all([
      app.request(`${path}/readiness`, { method: 'POST', headers: headers.counsellor }),
      write(`sist skrivet ${round}`),
    ])
    const { konklusion, earlierVersions } = await (await app.request(path, { headers: headers.counsellor })).json()
    expect([konklusion, ...earlierVersions].map((one: { body: { summary: string } }) => one.body.summary)).toContain(
      `sist skrivet ${round}`,
    )
  }
})

test('ends that come at once are one ending: the room closes once, and nothing goes on in it', async () => {
  const talk = await seedTalk(
    ports,
    { ...scene, counsellors: [scene.counsellors[1], scene.counsellors[0]] },
    { startsMs: testNow },
  )
  const end = (outcome: string) =>
    app.request(`/api/staff/talks/${talk.id}/ending`, json('POST', headers.colleague, { outcome }))
  const answers = await Promise.all([end('held'), end('held'), end('broken_off')])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const { closedAt, closedBy, state } = await (
    await app.request(`/api/staff/talks/${talk.id}/attendance`, { headers: headers.colleague })
  ).json()
  expect({ closedBy, state: ['held', 'broken_off'].includes(state), closed: closedAt !== null }).toEqual({
    closedBy: 'counsellor',
    state: true,
    closed: true,
  })
  expect(
    (
      await (
        await app.request(`/api/bookings/${talk.id}/door`, { method: 'POST', headers: bearer(talk.secret) })
      ).json()
    ).state,
  ).toBe('ended')
  const over: [string, string, object][] = [
    ['PATCH', '', { form: 'phone' }],
    ['PATCH', '', { start: new Date(monday).toISOString() }],
    ['DELETE', '', {}],
    ['POST', '/companions', { label: 'mamma' }],
    ['PUT', '/checklist', { answers: { about: { kind: 'text', text: 'sent' } } }],
    ['POST', '/room/goals', { text: 'sent' }],
  ]
  for (const [method, rest, body] of over)
    expect([
      method,
      rest,
      (await app.request(`/api/bookings/${talk.id}${rest}`, json(method, bearer(talk.secret), body))).status,
    ]).toEqual([method, rest, 409])
})

test('somebody who is put out while their token is being made gets none for the room that the others move to', async () => {
  // A video server that answers the question "are you there" only after the removal is through.
  let meanwhile = async () => {}
  const minted: string[] = []
  const video: Video = {
    url: 'ws://video.test',
    mintToken: async ({ room }) => {
      minted.push(room)
      return createHash('sha256').update(room).digest('hex')
    },
    reachable: async () => {
      await meanwhile()
      return true
    },
    sendData: async () => {},
    participants: async () => [],
    removeParticipant: async () => {},
    closeRoom: async () => {},
    readWebhook: async () => null,
  }
  const there = { ...ports, video }
  const slow = createApp(() => there)
  const nameNow = async () =>
    (await db.execute<{ name: string }>(sql`select name from room where meeting_id = ${scene.talk.meetingId}`))[0]?.name
  const door = () => slow.request(`/api/bookings/${scene.talk.id}/door`, { method: 'POST', headers: headers.companion })
  expect((await (await door()).json()).state).toBe('open')
  expect(minted).toEqual([await nameNow()])
  meanwhile = async () => {
    meanwhile = async () => {}
    await removeFromRoom(there, scene.talk.meetingId, scene.companion.id)
  }
  const answer = await (await door()).json()
  expect(minted.slice(1)).not.toContain(await nameNow())
  expect(answer).toMatchObject({ state: 'removed' })
  expect(answer).not.toHaveProperty('token')
})

test('a cancelled talk, a talk in the past and one that is over open no door', async () => {
  const cancelled = await seedTalk(
    ports,
    { ...scene, counsellors: [scene.counsellors[1], scene.counsellors[0]] },
    { startsMs: testNow + 3 * hourMs },
  )
  await app.request(`/api/bookings/${cancelled.id}`, { method: 'DELETE', headers: bearer(cancelled.secret) })
  const past = await seedTalk(
    ports,
    { ...scene, counsellors: [scene.counsellors[1], scene.counsellors[0]] },
    { startsMs: testNow - 48 * hourMs },
  )
  for (const talk of [cancelled, past]) {
    const answer = await (
      await app.request(`/api/bookings/${talk.id}/door`, { method: 'POST', headers: bearer(talk.secret) })
    ).json()
    expect(answer).toMatchObject({ state: 'ended' })
    expect(answer).not.toHaveProperty('token')
    const own = await (
      await app.request(`/api/staff/talks/${talk.id}/door`, { method: 'POST', headers: headers.colleague })
    ).json()
    expect(own).not.toHaveProperty('token')
  }
  for (const start of [testNow - 24 * hourMs, testNow, testNow + 60_000]) {
    const wish = {
      serviceId: scene.services[0].id,
      start: new Date(start).toISOString(),
      form: 'phone',
      language: 'sv',
      zone: 'Europe/Stockholm',
      lettersLanguage: 'sv',
    }
    const answer = await app.request('/api/bookings', json('POST', { 'idempotency-key': crypto.randomUUID() }, wish))
    expect([answer.status, (await answer.json()).errors[0].field]).toEqual([422, 'start'])
  }
})
