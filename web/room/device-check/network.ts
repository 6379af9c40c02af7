import { CheckStatus, ConnectionCheck } from 'livekit-client'
import type { DeviceOutcome } from '../../../src/checklist/checklist.ts'
import { call } from '../../client/call.ts'

/** Whether the way to the video server is open, by livekit-client's own checks against the real server. */
export async function checkNetwork(bookingId: string, secret: string | null): Promise<{ outcome: DeviceOutcome; away: boolean }> {
  const path = secret === null ? `/staff/talks/${bookingId}/device-check/token` : `/bookings/${bookingId}/device-check/token`
  let way: { url: string; token: string }
  try {
    way = await call<{ url: string; token: string }>(path, { method: 'POST', body: {}, secret })
  } catch {
    return { outcome: 'failed', away: true }
  }
  // First the signal, then media: both must come through, each check connects anew.
  const check = new ConnectionCheck(way.url, way.token)
  const signal = await check.checkWebsocket()
  const media = signal.status === CheckStatus.FAILED ? signal : await check.checkWebRTC()
  return { outcome: media.status === CheckStatus.FAILED ? 'failed' : 'ok', away: false }
}
