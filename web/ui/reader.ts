import { createContext } from 'react'

/** Whom the pages within speak to: a seeker has a code and a page of their own, the staff sign in. */
export const Reader = createContext<'seeker' | 'staff'>('seeker')
