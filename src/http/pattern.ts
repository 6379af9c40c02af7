/**
 * A description with every pattern as others read it, too (JSON Schema 2020-12, 6.4: the plain part of ECMA-262). In
 * Python `\d` and `\w` take digits and letters of all scripts.
 */
export function forOtherTools<T>(description: T): T {
  return JSON.parse(JSON.stringify(description), (key, value: unknown) =>
    key === 'pattern' && typeof value === 'string' ? plainPattern(value) : value,
  ) as T
}

/** @throws Error for a pattern that only some tools read: the schema needs a `pattern` in its `.meta()` */
export function plainPattern(pattern: string): string {
  if (/\\[pP]\{|\(\?(?!:)|\\[kbBAZz]/.test(pattern)) throw new Error(`Not every tool reads the pattern ${pattern}`)
  return pattern.replaceAll('\\d', '[0-9]').replaceAll('\\w', '[A-Za-z0-9_]')
}
