import { keptInTab, keptOnDevice } from './kept.ts'

/** A page that nobody uses for so long locks itself, unless this device was to remember it. */
export const lockAfterMinutes = 15
const lockAfterMs = lockAfterMinutes * 60_000
const warnBeforeMs = 60_000

/**
 * How a page stands that was used last at `lastUseMs`. Instants are compared, not timers counted: a computer that slept
 * is told at once. A clock that was put back locks nobody out.
 */
export function idleAt(lastUseMs: number, nowMs: number): 'in-use' | 'soon' | 'over' {
  const unusedMs = nowMs - lastUseMs
  if (unusedMs >= lockAfterMs) return 'over'
  return unusedMs >= lockAfterMs - warnBeforeMs ? 'soon' : 'in-use'
}

const notedEveryMs = 1000

const usedKey = 'fyrklang.used'
const lockedKey = 'fyrklang.locked'

/** On the device, not in the tab: whoever writes in one window is not locked out by another. */
export function noteUse(nowMs: number): void {
  // A finger that scrolls is a sign of use many times in a second.
  const sinceMs = nowMs - Number(keptOnDevice.getItem(usedKey) ?? NaN)
  if (!(sinceMs >= 0 && sinceMs < notedEveryMs)) keptOnDevice.setItem(usedKey, String(nowMs))
}

/** Epoch ms of the last use; now, where none is known. */
export function lastUse(nowMs: number): number {
  const known = Number(keptOnDevice.getItem(usedKey) ?? NaN)
  return Number.isFinite(known) ? known : nowMs
}

/** Said on the page until somebody opens it again. */
export const noteLocked = (locked: boolean): void =>
  locked ? keptInTab.setItem(lockedKey, 'yes') : keptInTab.removeItem(lockedKey)
export const wasLocked = (): boolean => keptInTab.getItem(lockedKey) !== null
