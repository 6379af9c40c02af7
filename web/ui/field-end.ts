export type FieldEnd = { left: number; most: number }

/** Letters that still fit, once the end of a field is near: its last fifth, at most its last hundred letters. */
export function fieldEnd(value: string, most: number | undefined): FieldEnd | null {
  if (most === undefined || value === '') return null
  const left = Math.max(0, most - value.length)
  return left <= Math.min(100, most / 5) ? { left, most } : null
}
