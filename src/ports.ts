import type { Random } from './crypto/random.ts'
import type { Db } from './db/client.ts'
import type { Mailbox } from './words/mailbox.ts'

/** All that a domain may ask of the outside. Node and Workers each make one; tests make their own. */
export type Ports = {
  clock: Clock
  random: Random
  db: Db
  mailer: Mailer
  /** `null` when no LiveKit server is configured: only forms that need no video server are offered. */
  video: Video | null
  settings: Settings
  /**
   * Tells everybody in a meeting's room that something was stored, so that their pages read it. Call after the commit.
   * Nobody waits for it and it never throws: a hint that is lost does no harm, pages also read when they reconnect.
   */
  tellRoom(meetingId: string, changed: Changed): void
  /** Begins work that an answer does not wait for. Never throws; a failure is logged by its kind. */
  afterwards(work: () => Promise<unknown>): void
}

/** What was stored of a meeting that is under way. */
export type Changed =
  'goals' | 'scale' | 'pause' | 'chat' | 'links' | 'form' | 'konklusion' | 'phase' | 'participants' | 'room' | 'ended'

/** What a domain needs to know of the configuration. Same values on every instance. */
export type Settings = {
  /** Origin under which people reach the program, without a trailing slash. */
  publicUrl: string
  /** Key material (at least 32 characters) from which HMAC keys are derived; never leaves the server. */
  secretKey: string
  /** The key before the last rotation: what it sealed and the codes given out under it still open. */
  secretKeyOld?: string
  /** From-address of every letter. */
  mailFrom: Mailbox
  /** Who reads what is answered to letters and invitations; `null`: nobody, which they say. */
  mailReplyTo: Mailbox | null
  /** True when mail is caught by the built-in mailbox page (embedded only). */
  mailbox: boolean
  /** So many talks may be booked from one address in an hour, and four times as many in a day; `null`: any number. */
  bookingsPerHour: number | null
}

export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
}

export type Mail = {
  from: Mailbox
  replyTo?: Mailbox
  to: string
  subject: string
  text: string
  html: string
  /** Complete with angle brackets; the same for every attempt at the same letter. */
  messageId: string
  /** Where the reader's mail program may say, by a POST of its own, that they want no more of these (RFC 8058). */
  unsubscribe?: string
  /** iCalendar text and its METHOD; attached and offered as an alternative. */
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string }
}

/** Delivery failures are values: `permanent` when the receiving server refused the letter for good (5xx). */
export type Delivery =
  | { delivered: true }
  /** `away`: the server could not be reached or let nobody in, which says nothing of this letter. */
  | { delivered: false; permanent: boolean; reason: string; away?: true }

export type Mailer = {
  /** So many letters it takes at once; more would wait inside it, while what they say may stop being true. */
  atOnce?: number
  /** Never throws for a delivery failure. `reason` carries no address. */
  send(mail: Mail): Promise<Delivery>
}

export type VideoRole = 'seeker' | 'counsellor' | 'companion'

export type VideoParticipant = { identity: string; sid: string; joinedAtMs: number }

/** Thrown by every call of {@link Video} when the video server cannot be reached in time. */
export class VideoUnavailable extends Error {
  override readonly name = 'VideoUnavailable'
}

export type Video = {
  /** Address that a browser connects to (`wss://...`). */
  url: string
  /** A join token for one room, valid to make a first connection for `ttlSeconds`. */
  mintToken(grant: {
    room: string
    identity: string
    role: VideoRole
    sharesScreen: boolean
    ttlSeconds: number
  }): Promise<string>
  /** A hint to everyone in the room (or to `identities`) that something was stored. Lossy by design. */
  sendData(room: string, topic: string, payload: unknown, identities?: string[]): Promise<void>
  /** Empty when the room does not exist. */
  participants(room: string): Promise<VideoParticipant[]>
  removeParticipant(room: string, identity: string): Promise<void>
  closeRoom(room: string): Promise<void>
  /** The event of a webhook call whose signature and body hash are right, else `null`. */
  readWebhook(body: string, authorization: string | undefined): Promise<VideoEvent | null>
  /** True when the server answers. */
  reachable(): Promise<boolean>
}

export type VideoEvent = {
  id: string
  kind: 'participant_joined' | 'participant_left' | 'room_started' | 'room_finished' | 'other'
  room: string
  identity: string | null
  participantSid: string | null
  /** When that participant joined; also told when they leave. */
  joinedAtMs: number | null
  /** Milliseconds since the epoch, by the video server's clock, cut to whole seconds. */
  atMs: number
}
