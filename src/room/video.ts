import {
  AccessToken,
  DataPacket_Kind,
  RoomServiceClient,
  ServerError,
  TrackSource,
  WebhookReceiver,
} from 'livekit-server-sdk'
import type { WebhookEvent } from 'livekit-server-sdk'
import { VideoUnavailable } from '../ports.ts'
import type { Video, VideoEvent } from '../ports.ts'

type LiveKitSettings = {
  /** Address that browsers connect to: `ws://` or `wss://`. The server's API is reached under the same one. */
  url: string
  apiKey: string
  apiSecret: string
  /** How long one call may take before the server counts as away. */
  timeoutSeconds?: number
}

/**
 * The {@link Video} port over a LiveKit server. Runs on Node and on Workers.
 * Tokens and webhook signatures carry the wall clock of the machine, because LiveKit checks them against its own.
 */
export function liveKit({ url, apiKey, apiSecret, timeoutSeconds = 3 }: LiveKitSettings): Video {
  const rooms = new RoomServiceClient(url, apiKey, apiSecret, { requestTimeout: timeoutSeconds })
  const webhooks = new WebhookReceiver(apiKey, apiSecret)

  return {
    url,

    async mintToken({ room, identity, role, sharesScreen, ttlSeconds }) {
      const token = new AccessToken(apiKey, apiSecret, { identity, ttl: ttlSeconds, attributes: { role } })
      token.addGrant({
        room,
        roomJoin: true,
        canSubscribe: true,
        canPublish: true,
        canPublishSources: [
          TrackSource.CAMERA,
          TrackSource.MICROPHONE,
          ...(sharesScreen ? [TrackSource.SCREEN_SHARE] : []),
        ],
        // What people write is stored by the API first; only the server tells the room.
        canPublishData: false,
        canUpdateOwnMetadata: false,
      })
      return token.toJwt()
    },

    async sendData(room, topic, payload, identities) {
      // LiveKit 1.13 lets a message to a room that does not exist hang until it times out; a list takes milliseconds.
      const present = await answered(() => rooms.listParticipants(room), [])
      if (present.length === 0) return
      const data = new TextEncoder().encode(JSON.stringify(payload))
      const options = identities ? { topic, destinationIdentities: identities } : { topic }
      await answered(() => rooms.sendData(room, data, DataPacket_Kind.RELIABLE, options), undefined)
    },

    async participants(room) {
      const list = await answered(() => rooms.listParticipants(room), [])
      return list.map(({ identity, sid, joinedAt, joinedAtMs }) => ({
        identity,
        sid,
        joinedAtMs: Number(joinedAtMs) || Number(joinedAt) * 1000,
      }))
    },

    removeParticipant: (room, identity) => answered(() => rooms.removeParticipant(room, identity), undefined),

    closeRoom: (room) => answered(() => rooms.deleteRoom(room), undefined),

    async readWebhook(body, authorization) {
      if (!authorization) return null
      try {
        return videoEvent(await webhooks.receive(body, authorization))
      } catch {
        return null
      }
    },

    reachable: () =>
      rooms.listRooms(['-']).then(
        () => true,
        () => false,
      ),
  }
}

/** `absent` when the server says that there is no such room or participant. */
async function answered<T>(call: () => Promise<T>, absent: T): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof ServerError && error.status === 404) return absent
    throw new VideoUnavailable('the video server did not answer', { cause: error })
  }
}

const kinds: Record<string, VideoEvent['kind']> = {
  participant_joined: 'participant_joined',
  participant_left: 'participant_left',
  room_started: 'room_started',
  room_finished: 'room_finished',
}

function videoEvent(event: WebhookEvent): VideoEvent {
  const { participant } = event
  return {
    id: event.id,
    kind: kinds[event.event] ?? 'other',
    room: event.room?.name ?? '',
    identity: participant?.identity ?? null,
    participantSid: participant?.sid ?? null,
    joinedAtMs: Number(participant?.joinedAtMs ?? 0) || Number(participant?.joinedAt ?? 0) * 1000 || null,
    atMs: Number(event.createdAt) * 1000,
  }
}
