import { keptInTab } from './kept.ts'

/** What was kept in the tab under a key; `null` when it was nothing, or nothing that can be read. */
export function readKept<Kept>(key: string): Kept | null {
  try {
    return JSON.parse(keptInTab.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps a value as long as the tab is open; `null` takes it away. */
export function writeKept(key: string, value: unknown): void {
  if (value === null) keptInTab.removeItem(key)
  else keptInTab.setItem(key, JSON.stringify(value))
}
