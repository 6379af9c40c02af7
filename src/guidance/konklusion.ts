/** What a Konklusion says. */
export type KonklusionBody = {
  summary: string
  /** One per agreed goal. `wording` is the goal's text when it was written. */
  goals: { goalId: string; wording: string; outcome: 'reached' | 'partly' | 'not_yet' | 'passed_on'; sentence: string }[]
  /** `until` is a local date, YYYY-MM-DD. */
  actions: { what: string; who: 'seeker' | 'counsellor' | 'other'; until: string | null }[]
  links: { url: string; title: string }[]
}
