import type { Audience, ChecklistItem } from '../../../src/checklist/checklist.ts'
import { emptyText } from '../text-fields.tsx'

export type Kind = ChecklistItem['kind']
export const kinds: Kind[] = ['information', 'choice', 'text', 'goal', 'scale', 'camera', 'device']
export const audiences: Audience[] = ['seeker', 'counsellor', 'companion']

/** A new item of a kind, with an id that no item of `taken` has. */
export function newItem(kind: Kind, taken: ChecklistItem[]): ChecklistItem {
  const common = {
    id: freeId(
      kind,
      taken.map(({ id }) => id),
    ),
    audience: ['seeker'] satisfies Audience[],
    title: emptyText,
  }
  if (kind === 'choice')
    return {
      ...common,
      kind,
      many: false,
      options: [
        { id: 'a', label: emptyText },
        { id: 'b', label: emptyText },
      ],
    }
  if (kind === 'scale') return { ...common, kind, low: emptyText, high: emptyText }
  return { ...common, kind }
}

/** `scale`, then `scale-2`, `scale-3` ... */
export function freeId(wanted: string, taken: string[]): string {
  if (!taken.includes(wanted)) return wanted
  let number = 2
  while (taken.includes(`${wanted}-${number}`)) number++
  return `${wanted}-${number}`
}

/** The list with the item at `index` one place up (`-1`) or down (`1`); the same list at its ends. */
export function moved<Item>(items: Item[], index: number, by: -1 | 1): Item[] {
  const other = items[index + by]
  const item = items[index]
  if (item === undefined || other === undefined) return items
  return items.map((one, place) => (place === index ? other : place === index + by ? item : one))
}

/**
 * Without a body that is empty in every language: it is optional as a whole. The first item has none above it whose card
 * it could share.
 */
export const tidy = (items: ChecklistItem[]): ChecklistItem[] =>
  items.map((given, index) => {
    const item = index === 0 && given.sameCard ? { ...given, sameCard: undefined } : given
    if (!item.body || Object.values(item.body).some((text) => text.trim() !== '')) return item
    const { body: _, ...rest } = item
    return rest
  })
