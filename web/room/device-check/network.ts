import { CheckStatus, ConnectionCheck } from 'livekit-client'
import type { DeviceOutcome } from '../../../src/checklist/checklist.ts'
import { call } from '../../client/api.ts'

/** Whether the way to the video server is open, by livekit-client's own checks against the real server. */
export async function checkNetwork(bookingId: string, secret: string | null): Promise<{ outcome: DeviceOutcome; away: boolean }> {
  const path = secret === null ? '/staff/talks/:id/device-check/token' : '/bookings/:id/device-check/token'
  let way: { url: string; token: string }
  try {
    way = await call(path, 'post', { param: { id: bookingId }, secret })
  } catch {
    return { outcome: 'failed', away: true }
  }
  // First the signal, then media: both must come through, each check connects anew.
  const check = new ConnectionCheck(way.url, way.token)
  const signal = await check.checkWebsocket()
  const media = signal.status === CheckStatus.FAILED ? signal : await check.checkWebRTC()
  return { outcome: media.status === CheckStatus.FAILED ? 'failed' : 'ok', away: false }
}
