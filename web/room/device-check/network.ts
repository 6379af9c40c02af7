import { CheckStatus, ConnectionCheck } from 'livekit-client'
import type { DeviceOutcome } from '../../../src/checklist/checklist.ts'
import { call } from '../../client/api.ts'
import { inTime } from './in-time.ts'

type Found = { outcome: DeviceOutcome; away: boolean }

/**
 * A way that works is known after about 3 s. To a server that says nothing livekit-client listens longer than people
 * do.
 */
const endsAfterMs = 15_000

/** Whether the way to the video server is open, by livekit-client's own checks against the real server. */
export async function checkNetwork(bookingId: string, secret: string | null): Promise<Found> {
  const path = secret === null ? '/staff/talks/:id/device-check/token' : '/bookings/:id/device-check/token'
  const ends = Date.now() + endsAfterMs
  const way = await inTime(
    call(path, 'post', { param: { id: bookingId }, secret }).catch(() => null),
    endsAfterMs,
    null,
  )
  if (!way) return { outcome: 'failed', away: true }
  return { outcome: await inTime(tryWay(way), ends - Date.now(), 'failed'), away: false }
}

/** First the signal, then media: both must come through, each check connects anew. */
async function tryWay({ url, token }: { url: string; token: string }): Promise<DeviceOutcome> {
  const check = new ConnectionCheck(url, token)
  const signal = await check.checkWebsocket()
  const media = signal.status === CheckStatus.FAILED ? signal : await check.checkWebRTC()
  return media.status === CheckStatus.FAILED ? 'failed' : 'ok'
}
