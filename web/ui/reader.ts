import { createContext } from 'react'

export type ProblemWords = { title: string; text: string }

/**
 * What a problem is called for whoever reads the pages within, where that is something else than for a seeker: the staff
 * have no code and no page of their own. The words come from the reader's pages, so that a seeker does not load them.
 */
export const Reader = createContext<(error: unknown) => ProblemWords | null>(() => null)
