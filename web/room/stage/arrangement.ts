/** A face on the stage. */
export type Face = { identity: string; role: string; local: boolean }

/**
 * Who stands where. Others fill the stage, oneself is small beside; alone one is large. The order is by role and
 * then by identity, never by who speaks: nothing moves by itself.
 */
export function arrange<T extends Face>(faces: T[]): { large: T[]; small: T | null } {
  const others = faces.filter((face) => !face.local).sort(byPlace)
  const self = faces.find((face) => face.local) ?? null
  if (others.length === 0) return { large: self ? [self] : [], small: null }
  return { large: others, small: self }
}

const places = ['counsellor', 'seeker', 'companion']

function byPlace(a: Face, b: Face): number {
  return places.indexOf(a.role) - places.indexOf(b.role) || a.identity.localeCompare(b.identity)
}
