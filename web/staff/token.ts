import { tokenInAddress } from '../client/link.ts'

/**
 * The one-time token of a link, read from the fragment, which never reaches a server or a log. Nothing is
 * done with it before a button is pressed, because mail scanners open links.
 */
export function tokenOfLink(): string | null {
  return tokenInAddress(location.pathname, location.hash)
}

/** Takes the token out of the address bar and the history once it is used. */
export const forgetToken = (): void => history.replaceState(history.state, '', location.pathname)
