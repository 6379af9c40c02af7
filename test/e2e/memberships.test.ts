import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as m from '../../src/words/paraglide-server/messages.js'
import { oneTimeSignInLink } from '../../src/flows/sign-in-links.ts'
import { organisation } from '../../src/people/schema.ts'
import { addMember } from '../../src/people/store.ts'
import { startBrowser, phone } from '../setup/browser.ts'
import { testDatabase } from '../setup/database.ts'
import { seedOrganisation } from '../setup/people.ts'
import { testPorts } from '../setup/ports.ts'
import { startProgram } from '../setup/program.ts'
import { overflow, violations } from './axe.ts'
import { press, says, signIn } from './people.ts'
import { picture } from './picture.ts'

const { db, url } = await testDatabase()

test('somebody who works for two organisations changes over on their account’s page', async () => {
  const ports = testPorts(db, { now: Date.now() })
  const home = await seedOrganisation(db)
  const [eva] = home.counsellors
  const at = new Date()
  const [away] = await db
    .insert(organisation)
    .values({ id: crypto.randomUUID(), name: 'Storköping', zone: 'Europe/Stockholm', createdAt: at })
    .returning()
  const roles = { counsellor: true, coordinator: false, talkLanguages: ['sv'] }
  const person = { name: 'Eva på Storköping', language: 'sv', zone: 'Europe/Stockholm', email: eva.email } as const
  await addMember(db, ports, { ...person, ...roles, organisationId: away?.id ?? '' })

  const folder = mkdtempSync(join(tmpdir(), `fyrklang-test-${process.pid}-`))
  const [program, browser] = await Promise.all([
    startProgram({ DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: ports.settings.secretKey, VIDEO: 'off' }),
    startBrowser(),
  ])
  try {
    const origin = program.url.replace('127.0.0.1', 'localhost')
    const page = await (
      await browser.newContext({ locale: 'sv-SE', timezoneId: 'Europe/Stockholm', viewport: phone })
    ).newPage()
    const link = await oneTimeSignInLink(ports, eva.email)
    await signIn(page, link.replace(ports.settings.publicUrl, origin))
    await page.goto(`${origin}/staff/account`)
    const choice = page.getByRole('combobox', { name: m.staff_membership() })
    await choice.waitFor()
    expect(await choice.locator('option').allTextContents()).toEqual(['Storköping', 'Testkommun'])
    expect(await choice.locator('option:checked').textContent()).toBe('Testkommun')
    expect([await violations(page), await overflow(page)]).toEqual([[], 0])
    await picture(page, 'memberships')

    await choice.selectOption('Storköping')
    await press(page, m.staff_membership_choose())
    await says(page, m.staff_membership_now({ organisation: 'Storköping' }))
    expect(await page.getByLabel(m.staff_name()).inputValue()).toBe('Eva på Storköping')
    await picture(page, 'memberships-changed')
    await page.reload()
    expect(await choice.locator('option:checked').textContent()).toBe('Storköping')
  } finally {
    await browser.close()
    await program.end()
    rmSync(folder, { recursive: true, force: true })
  }
})
