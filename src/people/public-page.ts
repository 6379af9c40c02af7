import { staffLimits } from './limits.ts'

/** The pages about the service, each made of parts that an organisation may write itself. */
export const publicPages = {
  privacy: ['who', 'what', 'why', 'how_long', 'readers', 'where', 'rights', 'complaint', 'more'],
  accessibility: ['aim', 'tested', 'gaps', 'tell', 'complaint', 'more'],
  help: ['acute', 'contact', 'code', 'change', 'device', 'shared', 'more'],
} as const satisfies Record<string, readonly string[]>

export type PublicPage = keyof typeof publicPages
export type PartOf<Page extends PublicPage> = (typeof publicPages)[Page][number]
export type Part = PartOf<PublicPage>

export const publicPageNames = ['privacy', 'accessibility', 'help'] as const satisfies readonly PublicPage[]

export const isPublicPage = (name: string | undefined): name is PublicPage =>
  publicPageNames.some((one) => one === name)

/** Letters of one part, and of what is said of how an organisation is reached. */
export const publicPageLimits = { part: 4000, phone: 40, email: staffLimits.email } as const

/** Whose emergency numbers and authorities are named. */
export const countries = ['se', 'dk'] as const
export type Country = (typeof countries)[number]

/** How an organisation is reached, and whether it has looked at the emergency numbers. */
export type PublicContact = { phone: string | null; email: string | null; country: Country; numbersChecked: boolean }

/** What an organisation has said nothing of: the country is where its clocks are. */
export const contactOfZone = (zone: string): PublicContact => ({
  phone: null,
  email: null,
  country: ['Europe/Copenhagen', 'Atlantic/Faroe', 'America/Nuuk', 'America/Godthab'].includes(zone) ? 'dk' : 'se',
  numbersChecked: false,
})
