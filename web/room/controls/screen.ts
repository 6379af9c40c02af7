/** Phones and older browsers have none: they see what others share, and share nothing. */
export const mayShareScreen = (): boolean => typeof navigator.mediaDevices?.getDisplayMedia === 'function'

/**
 * Whether somebody only closed the browser's choice of screens, which is no trouble. Chrome and Firefox say the same for
 * that and for a page that may not ask; only what the computer itself forbids can be told apart.
 */
export function isChoiceClosed(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotAllowedError' && !/system/i.test(error.message)
}

/**
 * Two who begin at the same moment: one of them gives way, and both come to the same answer without asking each other.
 *
 * @param mine own identity @param others identities of all others who share
 */
export const givesWay = (mine: string, others: string[]): boolean => others.some((other) => other < mine)
