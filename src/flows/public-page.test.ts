import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/setup/database.ts'
import { seedOrganisation } from '../../test/setup/people.ts'
import { testPorts } from '../../test/setup/ports.ts'
import { signedIn } from '../../test/setup/staff.ts'
import { createApp } from '../app.ts'
import { setRetention } from '../meeting/retention.store.ts'
import { publicPageNames } from '../people/public-page.ts'
import { languages } from '../words/language.ts'
import { blocksOf } from '../words/marks.ts'

const { db } = await testDatabase()
const ports = testPorts(db)
const app = createApp(() => ports)
const seeded = [await seedOrganisation(db), await seedOrganisation(db)] as const
// Made at the same moment: the ids decide which comes first.
const [first, second] = seeded[0].organisation.id < seeded[1].organisation.id ? seeded : [seeded[1], seeded[0]]
const coordinator = await signedIn(app, ports, first.coordinator.id)

type Part = { part: string; title: string; text: string }
type Shown = { title: string; organisation: { id: string }; parts: Part[]; others: { id: string }[] }

const read = async (path: string, headers: Record<string, string> = {}): Promise<Shown> =>
  (await app.request(`/api/pages/${path}`, { headers })).json()
const textOf = ({ parts }: Shown, name: string) => parts.find(({ part }) => part === name)?.text ?? ''

const put = (path: string, body: unknown) =>
  app.request(`/api/staff/${path}`, {
    method: 'PUT',
    headers: { ...coordinator, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('a page about the service', () => {
  test.each(publicPageNames.flatMap((page) => languages.map((language) => [page, language] as const)))(
    '%s in %s says something in every part, and leaves no gap to fill in',
    async (page, language) => {
      const shown = await read(`${page}?language=${language}`)
      expect(shown.parts.length).toBeGreaterThan(4)
      for (const { part, title, text } of shown.parts) {
        expect.soft(title, part).not.toBe('')
        expect.soft(blocksOf(text).length, part).toBeGreaterThan(0)
        expect.soft(`${title} ${text}`, part).not.toMatch(/[{}]|undefined|null/)
      }
    },
  )

  test('is the first organisation’s and in the language of the browser, if none is named', async () => {
    const shown = await read('privacy', { 'accept-language': 'da' })
    expect(shown).toMatchObject({ title: 'Dine oplysninger', organisation: { id: first.organisation.id } })
    expect(shown.others).toEqual([{ id: second.organisation.id, name: 'Testkommun' }])
    expect(await read(`privacy?organisation=${second.organisation.id}`)).toMatchObject({
      organisation: { id: second.organisation.id },
    })
  })

  test('tells for how long everything is really kept, and where letters and video really go', async () => {
    await setRetention(db, first.organisation.id, { contact: 60, chat: 45, letters: 31, record: 1095, audit: 400 })
    const shown = await read('privacy?language=en')
    for (const span of ['60 days', '45 days', '31 days', '3 years', '400 days'])
      expect(textOf(shown, 'how_long')).toContain(span)
    expect(textOf(shown, 'where')).toContain('letters@fyrklang.test')
    expect(textOf(shown, 'where')).toContain('no video server')
    const tryingOut = { ...ports, settings: { ...ports.settings, mailbox: true } }
    const answer = await createApp(() => tryingOut).request('/api/pages/privacy?language=en')
    expect(textOf(await answer.json(), 'where')).toContain('do not leave this computer')
  })

  test('has no address that nobody has: 404, and 422 for a language that there is not', async () => {
    expect((await app.request('/api/pages/imprint')).status).toBe(404)
    expect((await app.request('/api/pages/help?organisation=0199c000-0000-7000-8000-000000000abc')).status).toBe(404)
    expect((await app.request('/api/pages/help?language=no')).status).toBe(422)
  })

  test('is a whole page for whoever has no scripts, in which nothing written becomes markup', async () => {
    await put('pages/help', {
      language: 'sv',
      texts: { more: 'Öppet <script>alert(1)</script>\n\n- https://example.org/?a="b' },
    })
    const answer = await app.request('/api/pages/help?language=sv', { headers: { accept: 'text/html' } })
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
    const html = await answer.text()
    expect(html).toContain('<html lang="sv">')
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script')
    expect(html).toContain('href="https://example.org/?a="')
    await put('pages/help', { language: 'sv', texts: { more: null } })
  })
})

describe('a coordinator', () => {
  test('puts own words in the place of a part, and has the program’s back', async () => {
    const saved = await put('pages/help', { language: 'da', texts: { acute: 'Ring til os.', contact: null } })
    expect(saved.status).toBe(200)
    expect((await saved.json()).parts[0]).toMatchObject({ part: 'acute', own: 'Ring til os.' })
    expect(textOf(await read('help?language=da'), 'acute')).toBe('Ring til os.')
    expect(textOf(await read('help?language=sv'), 'acute')).toContain('1177')
    expect(textOf(await read(`help?language=da&organisation=${second.organisation.id}`), 'acute')).toContain('112')
    await put('pages/help', { language: 'da', texts: { acute: null } })
    expect(textOf(await read('help?language=da'), 'acute')).toContain('1177')
  })

  test.each([
    [{ texts: { acute: '' } }],
    [{ texts: { acute: 'x'.repeat(4001) } }],
    [{ texts: { imprint: 'Hello' } }],
    [{}],
  ])('cannot write %j', async (body) => {
    expect((await put('pages/help', { language: 'da', ...body })).status).toBe(422)
  })

  test('says how one is reached and in which country, which every page tells', async () => {
    const unset = await app.request('/api/staff/contact', { headers: coordinator })
    expect(await unset.json()).toEqual({ phone: null, email: null, country: 'se', numbersChecked: false })
    const contact = { phone: '040-12 34 56', email: 'vux@example.org', country: 'dk', numbersChecked: true }
    expect(await (await put('contact', contact)).json()).toEqual(contact)
    const help = await read('help?language=da')
    expect(textOf(help, 'contact')).toBe('Telefon: 040-12 34 56\nE-mail: vux@example.org')
    expect(textOf(help, 'acute')).toContain('1813')
    expect(textOf(await read('privacy?language=da'), 'complaint')).toContain('Datatilsynet')
    expect(textOf(await read('accessibility?language=en'), 'complaint')).toContain('Digitaliseringsstyrelsen')
    expect(await (await put('contact', { ...contact, email: null, phone: ' ' })).json()).toMatchObject({ phone: null })
  })

  test('is the only one who may', async () => {
    const counsellor = await signedIn(app, ports, first.counsellors[0].id)
    for (const path of ['pages/help?language=sv', 'contact']) {
      expect((await app.request(`/api/staff/${path}`)).status).toBe(401)
      expect((await app.request(`/api/staff/${path}`, { headers: counsellor })).status).toBe(403)
    }
  })
})
