/** One measurement beside what it may be. */
export type Figure = {
  name: string
  value: number
  unit?: string
  /** As printed: `<=2`, `>=0.5`, or `-` for the record only. */
  limit: string | number
  ok: boolean
}

export const atMost = (name: string, value: number, limit: number, unit = ''): Figure => ({
  name,
  value,
  unit,
  limit: `<=${limit}${unit}`,
  ok: value <= limit,
})

export const atLeast = (name: string, value: number, limit: number, unit = ''): Figure => ({
  name,
  value,
  unit,
  limit: `>=${limit}${unit}`,
  ok: value >= limit,
})

export const forTheRecord = (name: string, value: number, unit = ''): Figure => ({
  name,
  value,
  unit,
  limit: '-',
  ok: true,
})

/** `name value limit ok|SHORT` */
export function line({ name, value, unit = '', limit, ok }: Figure): string {
  return `${name} ${rounded(value)}${unit} ${limit} ${ok ? 'ok' : 'SHORT'}`
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString())

/** The middle one; the upper middle of an even number. */
export const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
