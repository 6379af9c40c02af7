import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../client/call.ts'
import { ApiProblem } from '../client/problem.ts'
import type { Locale } from '../i18n/locale.ts'

export type Me = {
  id: string
  name: string
  email: string
  counsellor: boolean
  coordinator: boolean
  language: Locale
  zone: string
  organisation: { id: string; name: string; sample: boolean }
  video: boolean
  mailbox: boolean
}

/** Who is signed in; `null` for nobody. */
export const meQuery = queryOptions({
  queryKey: ['staff', 'me'],
  queryFn: async () => {
    try {
      return await call<Me>('/staff/me')
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

export const useMe = () => useQuery(meQuery)

/** Where somebody begins after signing in. */
export const homeOf = (me: Pick<Me, 'counsellor'>): '/staff' | '/staff/services' => (me.counsellor ? '/staff' : '/staff/services')

export const askForLink = (email: string) => call('/staff/sign-in/link', { method: 'POST', body: { email } })
export const signIn = (token: string) => call<Me>('/staff/sign-in', { method: 'POST', body: { token } })
export const signOut = () => call('/staff/sign-out', { method: 'POST', body: {} })
export type MeFields = Pick<Me, 'name' | 'language' | 'zone'>
export const changeMe = (fields: MeFields) => call<Me>('/staff/me', { method: 'PATCH', body: fields })
export const setUp = (body: { token: string; organisation: string; zone: string; name: string; email: string; language: Locale }) =>
  call<Me>('/setup', { method: 'POST', body })
