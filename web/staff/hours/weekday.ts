import { clockTime, formatWall } from '../../i18n/time.ts'
import { clockOfMinute } from './minutes.ts'

/** `Monday` for ISO weekday 1. 2024-01-01 was a Monday. */
export const weekdayName = (weekday: number): string => formatWall(`2024-01-0${weekday}`, { weekday: 'long' })

/** `17:00` for 1020 minutes after midnight, as people write it; in Danish `17.00`. */
export const clockSaid = (minute: number): string => clockTime(`2024-01-01T${clockOfMinute(minute)}`)
