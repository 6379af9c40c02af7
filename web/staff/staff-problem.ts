import { ApiProblem } from '../client/problem.ts'
import { m } from '../i18n/paraglide/messages.js'
import type { ProblemWords } from '../ui/reader.ts'

/** What the staff do about a problem, where it is something else than what a seeker does. */
export function staffProblem(error: unknown): ProblemWords | null {
  const type = error instanceof ApiProblem ? error.type : 'unknown'
  if (type === 'unauthorized')
    return { title: m.common_problem_signed_out_title(), text: m.common_problem_signed_out_text() }
  if (type === 'forbidden')
    return { title: m.common_problem_not_yours_title(), text: m.common_problem_not_yours_text() }
  if (type === 'not-found' || type === 'gone')
    return { title: m.common_problem_missing_title(), text: m.common_problem_missing_staff_text() }
  return null
}
