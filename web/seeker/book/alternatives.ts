import type { ApiProblem } from '../../client/problem.ts'
import type { Alternative } from '../api.ts'

/** The nearest free times out of a 409 `taken`. */
export function alternativesOf(error: ApiProblem): Alternative[] {
  const { alternatives } = error.body
  // The parsed edge: the contract of the 409.
  return Array.isArray(alternatives) ? (alternatives as Alternative[]) : []
}
