import type { Answer } from '../../client/api.ts'
import { ApiProblem } from '../../client/problem.ts'
import { createStore, type Store } from '../../client/store.ts'

/** What the door hands to whoever is let in. `null` when the talk's form needs no video server. */
export type Ticket = { url: string; token: string }

/** What the session needs to know of a door's answer. */
export type Entry = {
  state: DoorState
  message?: string | null | undefined
  url?: string | undefined
  token?: string | undefined
}
type DoorState = Answer<'/bookings/:id/door', 'post'>['state']

/** Why the connection went away, as far as it matters here. */
type Drop = 'left' | 'elsewhere' | 'asked_to_go' | 'lost'

type Session =
  | { at: 'connecting' }
  | { at: 'inside' }
  /** The link is coming back by itself; everything on the page stays. */
  | { at: 'returning' }
  /** No video for now; the record goes on by the API. */
  | { at: 'without_video' }
  | { at: 'door' }
  | { at: 'left' }
  | { at: 'elsewhere' }
  | { at: 'removed' }
  | { at: 'ended' }

export type Link = {
  /** Resolves when connected; throws when it cannot be done. */
  connect(ticket: Ticket): Promise<void>
  disconnect(): Promise<void>
}

type Door = () => Promise<Entry>

/** Numbers from livekit's DisconnectReason, which only ever grows. */
const clientInitiated = 1
const duplicateIdentity = 2
const participantRemoved = 4
const roomDeleted = 5

/**
 * Sorts livekit's reasons. "Removed" and "room deleted" are not the end by themselves: when somebody else is sent
 * out, the room gets a new name and everyone else is let in again. The door knows.
 */
export function dropOf(reason: number | undefined): Drop {
  if (reason === clientInitiated) return 'left'
  if (reason === duplicateIdentity) return 'elsewhere'
  if (reason === participantRemoved || reason === roomDeleted) return 'asked_to_go'
  return 'lost'
}

/** Milliseconds before attempt number `attempt` (from 0): at once, then slower, never slower than every 5 s. */
export function waitBefore(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(5000, 500 * 2 ** (attempt - 1))
}

/** Attempts after which the page says that video is away and offers another form. It goes on trying. */
const attemptsBeforeSayingSo = 3

/**
 * Keeps one person in the room: connects with the first ticket at once, and after every drop asks the door again,
 * because only the door knows whether the person is still welcome and what the room is called now.
 */
export function createSession(door: Door, link: Link, sleep: (ms: number) => Promise<void>) {
  const state: Store<Session> = createStore<Session>({ at: 'connecting' })
  /** Rises with every new undertaking; an older one that wakes up later sees that it is no longer wanted. */
  let turn = 0
  /** Only a link that stood can drop; an attempt that fails is answered where it was made. */
  let linked = false

  const show = (next: Session) => {
    if (next.at !== state.get().at) state.set(next)
  }

  async function enter(first: Ticket | null): Promise<void> {
    const mine = ++turn
    show({ at: 'connecting' })
    if (!first) return comeBack(mine)
    try {
      await join(first, mine)
    } catch {
      if (mine === turn) await comeBack(mine, 1)
    }
  }

  async function join(ticket: Ticket, mine: number): Promise<void> {
    await link.connect(ticket)
    if (mine !== turn) return
    linked = true
    show({ at: 'inside' })
  }

  async function comeBack(mine: number, fromAttempt = 0): Promise<void> {
    for (let attempt = fromAttempt; mine === turn; attempt++) {
      await sleep(waitBefore(attempt))
      if (mine !== turn) return
      if (await attemptToReturn(mine)) return
      if (mine === turn && attempt + 1 >= attemptsBeforeSayingSo) show({ at: 'without_video' })
    }
  }

  /** True when there is nothing left to try. */
  async function attemptToReturn(mine: number): Promise<boolean> {
    try {
      const entry = await door()
      if (mine !== turn) return true
      if (entry.state !== 'open') {
        show(outside(entry.state))
        return true
      }
      if (!entry.url || !entry.token) {
        show({ at: 'without_video' })
        return true
      }
      await join({ url: entry.url, token: entry.token }, mine)
      return true
    } catch (error) {
      // The key that the page came with has ended: the door says so, and no further attempt changes it.
      const keyHasEnded = error instanceof ApiProblem && error.status === 401
      if (keyHasEnded && mine === turn) show({ at: 'door' })
      return keyHasEnded
    }
  }

  return {
    state,
    enter,
    /** The link went away. */
    dropped(drop: Drop): void {
      if (!linked) return
      if (drop !== 'left') linked = false
      if (drop === 'elsewhere') {
        turn++
        show({ at: 'elsewhere' })
        return
      }
      if (drop === 'left') return
      const mine = ++turn
      show({ at: 'returning' })
      void comeBack(mine)
    },
    /** livekit is mending the link by itself. */
    interrupted(): void {
      if (state.get().at === 'inside') show({ at: 'returning' })
    },
    mended(): void {
      if (state.get().at === 'returning') show({ at: 'inside' })
    },
    /** The room got a new name, or somebody wants to try again. */
    async renew(): Promise<void> {
      const mine = ++turn
      linked = false
      show({ at: 'returning' })
      await link.disconnect()
      if (mine === turn) await comeBack(mine)
    },
    async leave(): Promise<void> {
      turn++
      linked = false
      show({ at: 'left' })
      await link.disconnect()
    },
    async end(): Promise<void> {
      turn++
      linked = false
      show({ at: 'ended' })
      await link.disconnect()
    },
  }
}

export type SessionStore = ReturnType<typeof createSession>

function outside(state: Exclude<DoorState, 'open'>): Session {
  if (state === 'removed' || state === 'declined') return { at: 'removed' }
  if (state === 'ended') return { at: 'ended' }
  return { at: 'door' }
}
