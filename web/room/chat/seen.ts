const key = (bookingId: string) => `fyrklang.seen.${bookingId}`

/** The newest id that was seen in this tab, over reloads. Empty when nothing was. */
export function lastSeen(bookingId: string): string {
  try {
    return sessionStorage.getItem(key(bookingId)) ?? ''
  } catch {
    return ''
  }
}

export function rememberSeen(bookingId: string, id: string): void {
  try {
    sessionStorage.setItem(key(bookingId), id)
  } catch {
    // Then it counts as new once more after a reload.
  }
}
