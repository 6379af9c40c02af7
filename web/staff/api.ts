import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../client/api.ts'
import type { Answer, Body } from '../client/api.ts'
import { ApiProblem } from '../client/problem.ts'

export type Me = Answer<'/staff/me', 'get'>
export type MeFields = Pick<Me, 'name' | 'language' | 'zone'>

/** Who is signed in; `null` for nobody. */
export const meQuery = queryOptions({
  queryKey: ['staff', 'me'],
  queryFn: async () => {
    try {
      return await call('/staff/me', 'get')
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

export const useMe = () => useQuery(meQuery)

/** Where somebody begins after signing in. */
export const homeOf = (me: Pick<Me, 'counsellor'>): '/staff' | '/staff/services' =>
  me.counsellor ? '/staff' : '/staff/services'

export const askForLink = (email: string) => call('/staff/sign-in/link', 'post', { json: { email } })
export const signIn = (token: string) => call('/staff/sign-in', 'post', { json: { token } })
export const signOut = () => call('/staff/sign-out', 'post')
export const signOutEverywhere = () => call('/staff/sessions', 'delete')
export const changeMe = (fields: MeFields) => call('/staff/me', 'patch', { json: fields })
/** Goes over to another organisation that one works for. */
export const chooseMembership = (staffId: string) => call('/staff/me/membership', 'post', { json: { staffId } })
export const setUp = (fields: Body<'/setup', 'post'>) => call('/setup', 'post', { json: fields })
