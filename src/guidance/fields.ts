import { z } from 'zod'
import { day } from '../time/fields.ts'
import { scale } from '../meeting/limits.ts'

const fromTo = `from ${scale.least} to ${scale.most}`
export const scaleValue = z
  .int(`A whole number ${fromTo}`)
  .min(scale.least, `Choose ${fromTo}`)
  .max(scale.most, `Choose ${fromTo}`)
/** A local date, YYYY-MM-DD. */
export const localDay = day
