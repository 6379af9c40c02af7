import { formatWall } from '../../i18n/time.ts'

/** `Monday` for ISO weekday 1. 2024-01-01 was a Monday. */
export const weekdayName = (weekday: number): string => formatWall(`2024-01-0${weekday}`, { weekday: 'long' })
