import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** An instant, as a `Date`; microseconds are cut, RFC 3339 strings carry milliseconds. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })

/** UUIDv7, made by the program so that an insert knows its id beforehand. */
export const id = () => uuid().primaryKey()

/** A half-open range of instants `[from, until)`. */
export type InstantRange = { from: Date; until: Date }

export const instantRange = customType<{ data: InstantRange; driverData: string }>({
  dataType: () => 'tstzrange',
  toDriver: ({ from, until }) => `[${from.toISOString()},${until.toISOString()})`,
  fromDriver: (text) => {
    const [from = '', until = ''] = text
      .slice(1, -1)
      .split(',')
      .map((part) => part.replaceAll('"', ''))
    return { from: new Date(pgInstant(from)), until: new Date(pgInstant(until)) }
  },
})

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array | string }>({
  dataType: () => 'bytea',
  fromDriver: asBytes,
})

/** The driver gives bytes; within JSON they are text, a backslash, an x and two hexadecimal digits each. */
export function asBytes(stored: Uint8Array | string): Uint8Array {
  if (typeof stored !== 'string') return stored
  return Uint8Array.from(stored.slice(2).match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
}

/** PostgreSQL writes `2026-01-01 00:00:00+00`; ECMAScript wants a `T` and minutes in the offset. */
const pgInstant = (text: string) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
