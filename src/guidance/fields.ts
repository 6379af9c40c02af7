import { z } from 'zod'
import { scale } from '../meeting/limits.ts'

const fromTo = `from ${scale.least} to ${scale.most}`
export const scaleValue = z
  .int(`A whole number ${fromTo}`)
  .min(scale.least, `Choose ${fromTo}`)
  .max(scale.most, `Choose ${fromTo}`)
/** A local date, YYYY-MM-DD. */
export const localDay = z.iso.date('A date, like 2026-11-24')
