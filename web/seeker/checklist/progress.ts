/** How many of the four arcs are lit: the first with the first answer, the last only when all is answered. */
export function litArcs(answered: number, total: number): number {
  if (total <= 0 || answered <= 0) return 0
  if (answered >= total) return 4
  return Math.max(1, Math.min(3, Math.floor((answered * 4) / total)))
}
