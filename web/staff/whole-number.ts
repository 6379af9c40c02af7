/** 45 for `45`; `null` for what is empty, no whole number, or outside of the limits. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : null
}
