import { describe, expect, it } from 'vitest'
import { ApiProblem } from '../../client/problem.ts'
import { createSession, dropOf, type Entry, type Ticket, waitBefore } from './session.ts'

const ticket: Ticket = { url: 'ws://video', token: 'first' }
const open = (token: string): Entry => ({ state: 'open', url: 'ws://video', token })

describe('a session in the room', () => {
  it('connects with the ticket in hand without asking the door first', async () => {
    const room = place([])
    await room.session.enter(ticket)
    expect(room.session.state.get()).toEqual({ at: 'inside' })
    expect(room.tokens).toEqual(['first'])
    expect(room.asked()).toBe(0)
  })

  it('comes back by itself with a new token when the connection is lost', async () => {
    const room = place([open('second')])
    await room.session.enter(ticket)
    room.session.dropped(dropOf(undefined))
    expect(room.session.state.get()).toEqual({ at: 'returning' })
    await room.settled('inside')
    expect(room.tokens).toEqual(['first', 'second'])
  })

  it('is let in again under the new name when somebody else was sent out', async () => {
    const room = place([open('new room')])
    await room.session.enter(ticket)
    room.session.dropped(dropOf(5))
    await room.settled('inside')
    expect(room.tokens.at(-1)).toBe('new room')
  })

  it.each([
    ['removed', 'removed'],
    ['declined', 'removed'],
    ['ended', 'ended'],
    ['waiting', 'door'],
    ['closed', 'door'],
  ] as const)('shows what the door says when it is %s', async (answer, at) => {
    const room = place([{ state: answer }])
    await room.session.enter(ticket)
    room.session.dropped('asked_to_go')
    await room.settled(at)
    expect(room.tokens).toEqual(['first'])
  })

  it('asks no further when the key that it came with has ended', async () => {
    const room = place(['no key'])
    await room.session.enter(ticket)
    room.session.dropped(dropOf(5))
    await room.settled('door')
    expect(room.asked()).toBe(1)
  })

  it('does not fight with the same person on another device', async () => {
    const room = place([open('second')])
    await room.session.enter(ticket)
    room.session.dropped(dropOf(2))
    expect(room.session.state.get()).toEqual({ at: 'elsewhere' })
    expect(room.asked()).toBe(0)
    await room.session.renew()
    expect(room.session.state.get()).toEqual({ at: 'inside' })
  })

  it('says that video is away after three attempts, and comes back when it does', async () => {
    const seen: string[] = []
    const room = place(['away', 'away', 'away', 'away', open('late')])
    room.session.state.subscribe(() => seen.push(room.session.state.get().at))
    await room.session.enter(null)
    expect(seen).toEqual(['without_video', 'inside'])
  })

  it('takes the noise of an attempt that fails for nothing else', async () => {
    const room = place([open('second')])
    room.session.dropped('lost')
    expect(room.session.state.get()).toEqual({ at: 'connecting' })
    expect(room.asked()).toBe(0)
  })

  it('stays left when the door answers late', async () => {
    const room = place([open('second')])
    await room.session.enter(ticket)
    room.session.dropped('lost')
    await room.session.leave()
    await new Promise((resolve) => setImmediate(resolve))
    expect(room.session.state.get()).toEqual({ at: 'left' })
  })

  it('waits longer between attempts, but never more than five seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(waitBefore)).toEqual([0, 500, 1000, 2000, 4000, 5000, 5000])
  })
})

function place(answers: (Entry | 'away' | 'no key')[]) {
  const tokens: string[] = []
  let asked = 0
  const session = createSession(
    async () => {
      const answer = answers[asked++]
      if (answer === 'no key') throw new ApiProblem(401, 'unauthorized')
      if (!answer || answer === 'away') throw new Error('away')
      return answer
    },
    {
      async connect(given) {
        tokens.push(given.token)
      },
      async disconnect() {},
    },
    async () => {},
  )
  return {
    session,
    tokens,
    asked: () => asked,
    settled: (at: string) =>
      new Promise<void>((resolve) => {
        if (session.state.get().at === at) return resolve()
        const stop = session.state.subscribe(() => {
          if (session.state.get().at !== at) return
          stop()
          resolve()
        })
      }),
  }
}
