import type { Db } from '../../src/db/client.ts'
import { service, serviceCounsellor, weeklyHours } from '../../src/availability/schema.ts'
import { checklistTemplate, checklistVersion } from '../../src/checklist/schema.ts'
import type { ChecklistItem } from '../../src/checklist/checklist.ts'
import { organisation, staff, user } from '../../src/people/schema.ts'
import { random } from '../../src/crypto/random.ts'

const createdAt = new Date('2026-01-01T00:00:00Z')
const zone = 'Europe/Stockholm'
const inAll = (text: string) => ({ sv: text, da: text, en: text })
const uuid = () => random.uuid(createdAt.getTime())

export type Seeded = Awaited<ReturnType<typeof seedOrganisation>>

/**
 * One organisation: two counsellors who both work Monday to Friday 09:00-17:00 in Stockholm, a coordinator,
 * a service of 45 minutes with 15 minutes after it on a grid of 30, and one of 20 minutes by phone or text.
 */
export async function seedOrganisation(db: Db, { items = [] }: { items?: ChecklistItem[] } = {}) {
  const [home] = await db.insert(organisation).values({ id: uuid(), name: 'Testkommun', zone, createdAt }).returning()
  if (!home) throw new Error('no organisation')
  const [anna, bo] = [
    await seedStaff(db, home.id, 'Anna Vägledare', { counsellor: true }),
    await seedStaff(db, home.id, 'Bo Vägledare', { counsellor: true }),
  ]
  const coordinator = await seedStaff(db, home.id, 'Siv Samordnare', { coordinator: true })
  const template = await seedChecklist(db, home.id, items)
  const common = {
    organisationId: home.id,
    zone,
    createdAt,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    cancelUntilMinutes: 0,
    minNoticeMinutes: 60,
    maxNoticeDays: 60,
    languages: ['sv', 'en'],
  }
  const [talk, call] = await db
    .insert(service)
    .values([
      {
        ...common,
        id: uuid(),
        title: inAll('Samtal'),
        purpose: inAll('Ett samtal om studier'),
        minutes: 45,
        gridMinutes: 30,
        bufferAfterMinutes: 15,
        forms: ['video', 'audio', 'phone', 'text'],
        cancelUntilMinutes: 120,
        checklistTemplateId: template.id,
      },
      {
        ...common,
        id: uuid(),
        title: inAll('Kort fråga'),
        purpose: inAll('En kort fråga'),
        minutes: 20,
        gridMinutes: 20,
        forms: ['phone', 'text'],
      },
    ])
    .returning()
  if (!talk || !call) throw new Error('no services')
  await db
    .insert(serviceCounsellor)
    .values([talk, call].flatMap(({ id }) => [anna, bo].map((who) => ({ serviceId: id, counsellorId: who.id }))))
  await db.insert(weeklyHours).values(
    [anna, bo].flatMap((who) =>
      [1, 2, 3, 4, 5].map((weekday) => ({
        id: uuid(),
        counsellorId: who.id,
        weekday,
        fromMinute: 9 * 60,
        untilMinute: 17 * 60,
        zone,
        firstDate: '2026-01-01',
      })),
    ),
  )
  return {
    organisation: home,
    counsellors: [anna, bo] as const,
    coordinator,
    services: [talk, call] as const,
    template,
  }
}

export async function seedStaff(
  db: Db,
  organisationId: string,
  name: string,
  roles: { counsellor?: boolean; coordinator?: boolean },
) {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${uuid().slice(-6)}@fyrklang.test`
  const userId = uuid()
  await db.insert(user).values({ id: userId, name, email, emailVerified: true, createdAt, updatedAt: createdAt })
  const [made] = await db
    .insert(staff)
    .values({
      id: uuid(),
      organisationId,
      userId,
      name,
      zone,
      language: 'sv',
      talkLanguages: ['sv', 'en'],
      createdAt,
      ...roles,
    })
    .returning()
  if (!made) throw new Error('no staff')
  return { ...made, email }
}

export async function seedChecklist(db: Db, organisationId: string, items: ChecklistItem[]) {
  const [template] = await db
    .insert(checklistTemplate)
    .values({ id: uuid(), organisationId, title: inAll('Inför samtalet'), createdAt })
    .returning()
  if (!template) throw new Error('no template')
  const [version] = await db
    .insert(checklistVersion)
    .values({ id: uuid(), templateId: template.id, version: 1, items, createdAt })
    .returning()
  if (!version) throw new Error('no version')
  return { ...template, version }
}
