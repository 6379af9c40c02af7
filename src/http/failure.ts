/**
 * What a log may tell of a failure: its kind and its code. Never its message: those of database errors hold
 * parameters (addresses, free text). Drizzle wraps the driver's error: the cause tells.
 */
export function failureOf(error: unknown): { kind: string; code: unknown } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error
    ? { kind: cause.name, code: Reflect.get(cause, 'code') }
    : { kind: 'unknown', code: undefined }
}

/** The first lines of where it was thrown: files, functions and line numbers. */
export const placesOf = (error: unknown): string[] =>
  (error instanceof Error ? (error.stack ?? '') : '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
