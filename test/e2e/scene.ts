import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { desktop, phone, startBrowser } from '../setup/browser.ts'
import { startProgram, until } from '../setup/program.ts'
import type { Program } from '../setup/program.ts'
import { startSmtpSink } from '../setup/smtp-sink.ts'
import type { SmtpSink } from '../setup/smtp-sink.ts'
import { watchMedia } from './media.ts'

export type Call = <T>(
  path: string,
  init?: { method?: string; body?: unknown; headers?: Record<string, string> },
) => Promise<T>

export type Scene = {
  program: Program
  browser: Browser
  sink: SmtpSink
  /** As people reach it; browsers and cookies are particular about it. */
  origin: string
  folder: string
  /** The printed sign-in links, each for one use. The coordinator's is used up by `coordinator`. */
  counsellorLink: string
  coordinator: Call
  /** The coordinator's session, for a browser. */
  coordinatorCookie: { name: string; value: string; url: string }
  /** A seeker's phone, a colleague's desktop: separate people. */
  onPhone(options?: BrowserContextOptions): Promise<BrowserContext>
  onDesktop(options?: BrowserContextOptions): Promise<BrowserContext>
  close(): Promise<void>
}

/**
 * The whole program on an empty data folder, a real SMTP server for its letters, and a real browser.
 *
 * @param settings of the program, beyond those; `SMTP_URL: ''` has the built-in mailbox catch the letters
 */
export async function startScene(settings: Record<string, string> = {}): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
  const sink = await startSmtpSink()
  const [program, browser] = await Promise.all([
    startProgram({ DATA_DIR: folder, SMTP_URL: sink.url, ...settings }),
    startBrowser(),
  ])
  const origin = program.url.replace('127.0.0.1', 'localhost')
  if (!settings['VIDEO'] && !settings['LIVEKIT_URL']) await videoRuns(origin)
  const printed = (who: string) =>
    until(() => new RegExp(`${who}, signs in once +(\\S+)`).exec(program.output())?.[1], program.child, program.output)
  const coordinator = await signedIn(origin, await printed('Coordinator'))
  const context = async (options: BrowserContextOptions) => {
    const made = await browser.newContext({ locale: 'sv-SE', timezoneId: 'Europe/Stockholm', ...options })
    made.setDefaultTimeout(30_000)
    await made.addInitScript(watchMedia)
    return made
  }
  return {
    program,
    browser,
    sink,
    origin,
    folder,
    counsellorLink: await printed('Counsellor'),
    coordinator: coordinator.call,
    coordinatorCookie: coordinator.cookie,
    onPhone: (options) => context({ viewport: phone, hasTouch: true, isMobile: true, ...options }),
    onDesktop: (options) => context({ viewport: desktop, ...options }),
    async close() {
      await browser.close()
      await program.end()
      await sink.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Signs somebody of the staff in with a one-time link. */
export async function signedIn(origin: string, link: string) {
  const answer = await fetch(`${origin}/api/staff/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: link.split('#')[1] }),
  })
  if (!answer.ok) throw new Error(`The sign-in answered ${answer.status}: ${await answer.text()}`)
  const [name = '', value = ''] = answer.headers.getSetCookie()[0]?.split(';')[0]?.split(/=(.*)/) ?? []
  return { call: apiCall(origin, { cookie: `${name}=${value}`, origin }), cookie: { name, value, url: origin } }
}

/** Calls of the API with headers that say who asks. Throws on every answer but a good one. */
export function apiCall(origin: string, who: Record<string, string>): Call {
  return async (path, { method = 'GET', body, headers } = {}) => {
    const answer = await fetch(`${origin}/api${path}`, {
      method,
      headers: { ...who, ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return await answer.json()
  }
}

type Service = { id: string; title: { sv: string }; checklistTemplateId: string | null }

/**
 * A service that can be booked this very minute, whatever the hour, with the counsellor of the printed link,
 * who has extra hours until late.
 */
export async function offerTalkNow(
  { coordinator }: Scene,
  { title = 'Samtal nu', ...settings }: { title?: string; [setting: string]: unknown } = {},
) {
  const { services } = await coordinator<{ services: Service[] }>('/staff/services')
  const { counsellors } = await coordinator<{ counsellors: { id: string; name: string; email: string }[] }>(
    '/staff/counsellors',
  )
  const astrid = counsellors.find(({ email }) => email.startsWith('astrid'))
  if (!astrid) throw new Error('The sample organisation has lost its counsellor')
  const service = await coordinator<Service>('/staff/services', {
    method: 'POST',
    body: {
      title: { sv: title, da: title, en: title },
      purpose: {
        sv: 'Ett samtal som kan börja på en gång.',
        da: 'En samtale, der kan begynde med det samme.',
        en: 'A talk that can begin at once.',
      },
      minutes: 45,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minNoticeMinutes: 0,
      maxNoticeDays: 30,
      gridMinutes: 5,
      forms: ['video', 'audio', 'phone', 'text'],
      languages: ['sv', 'en'],
      zone: 'Europe/Stockholm',
      method: '4k',
      checklistTemplateId: services[0]?.checklistTemplateId ?? null,
      cancelUntilMinutes: 0,
      doorOpensMinutes: 15,
      active: true,
      counsellorIds: [astrid.id],
      ...settings,
    },
  })
  await coordinator(`/staff/counsellors/${astrid.id}/hours/exceptions`, {
    method: 'POST',
    body: {
      kind: 'extra',
      start: stockholm(Date.now() - 300_000),
      end: stockholm(Date.now() + 6 * 3_600_000),
      zone: 'Europe/Stockholm',
    },
  })
  return { service, counsellor: astrid }
}

/** Local time in Stockholm, `YYYY-MM-DDTHH:mm`. */
const stockholm = (ms: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'short' })
    .format(ms)
    .replace(' ', 'T')

/** The program answers before its video server does, and offers no video until then. */
async function videoRuns(origin: string): Promise<void> {
  const giveUpAt = Date.now() + 30_000
  for (;;) {
    const answer = await fetch(`${origin}/api/health`)
    const { video } = await answer.json()
    if (video === true) return
    if (Date.now() > giveUpAt) throw new Error('The video server has not begun')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
