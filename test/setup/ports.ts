import { afterwards } from '../../src/afterwards.ts'
import type { Clock, Delivery, Mail, Mailer, Ports } from '../../src/ports.ts'
import { random } from '../../src/crypto/random.ts'
import type { Db } from '../../src/db/client.ts'
import { roomTeller } from '../../src/room/hint.ts'

export type TestClock = Clock & { set(ms: number): void; advance(ms: number): void }
export type TestMailer = Mailer & {
  sent: Mail[]
  /** What the next letters come to; delivered again after as many. */
  fail(delivery: Delivery, times?: number): void
}
export type TestPorts = Ports & { clock: TestClock; mailer: TestMailer }

/** Monday 5 October 2026, 08:00 UTC: summer time still, its end ahead. */
export const testNow = Date.UTC(2026, 9, 5, 8)

/** Ports with a clock that stands still until told, letters that are collected, and no video server. */
export function testPorts(
  db: Db,
  { now = testNow, ...rest }: Partial<Omit<Ports, 'clock' | 'mailer'>> & { now?: number } = {},
): TestPorts {
  const made = {
    random,
    db,
    video: null,
    settings: {
      publicUrl: 'http://fyrklang.test',
      secretKey: 'a-key-for-tests-that-nobody-else-has',
      mailFrom: { name: 'Fyrklang', address: 'letters@fyrklang.test' },
      mailReplyTo: null,
      mailbox: false,
      bookingsPerHour: 100_000,
    },
    afterwards: afterwards(),
    ...rest,
    clock: testClock(now),
    mailer: collectingMailer(),
  }
  return Object.assign(made, { tellRoom: rest.tellRoom ?? roomTeller(made) })
}

function testClock(now: number): TestClock {
  return {
    now: () => now,
    set: (ms) => void (now = ms),
    advance: (ms) => void (now += ms),
  }
}

function collectingMailer(): TestMailer {
  const sent: Mail[] = []
  let failures: Delivery[] = []
  return {
    sent,
    fail: (delivery, times = 1) => void (failures = Array.from({ length: times }, () => delivery)),
    async send(mail) {
      const failure = failures.shift()
      if (failure) return failure
      sent.push(mail)
      return { delivered: true }
    },
  }
}
