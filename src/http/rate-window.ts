import { hex } from '../crypto/encoding.ts'
import { hmac } from '../crypto/hash.ts'

/** When (epoch ms) the window of time began in which `nowMs` lies. Windows of one length are the same for everybody. */
export const windowStart = (seconds: number, nowMs: number): number => nowMs - (nowMs % (seconds * 1000))

/** Whole seconds until the next window of that length begins. */
export const secondsToNextWindow = (seconds: number, nowMs: number): number =>
  Math.ceil((windowStart(seconds, nowMs) + seconds * 1000 - nowMs) / 1000)

/** An HMAC in a subject's place: nobody who reads the table learns who called. */
export const veiled = async (subject: string, secretKey: string): Promise<string> =>
  hex(await hmac(secretKey, `rate limit ${subject}`))
