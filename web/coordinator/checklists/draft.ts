import type { ChecklistItem } from '../../../src/checklist/checklist.ts'
import type { Text } from '../../../src/words/language.ts'

type Draft = { title: Text; items: ChecklistItem[] }

/** What is being written survives a reload of the tab, for this version of this checklist. */
export function readDraft(key: string): Draft | null {
  try {
    const stored = sessionStorage.getItem(key)
    // Written by keepDraft below, in this tab.
    return stored === null ? null : (JSON.parse(stored) as Draft)
  } catch {
    return null
  }
}

export function keepDraft(key: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // A browser that keeps nothing: the page asks before it is left.
  }
}

/** What a save would do to an item, against the stored version: moving it alone is no change of the item. */
export function differenceOf(item: ChecklistItem, stored: ChecklistItem[]): 'new' | 'changed' | null {
  const before = stored.find(({ id }) => id === item.id)
  if (!before) return 'new'
  return JSON.stringify(before) === JSON.stringify(item) ? null : 'changed'
}
