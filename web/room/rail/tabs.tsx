import type { KeyboardEvent } from 'react'
import styles from './rail.module.css'

type Props<Id extends string> = { label: string; tabs: { id: Id; label: string }[]; chosen: Id; choose(id: Id): void }

/** Tabs after the ARIA authoring practices: arrows move, only the chosen one is in the tab order. */
export function Tabs<Id extends string>({ label, tabs, chosen, choose }: Props<Id>) {
  function move(event: KeyboardEvent<HTMLDivElement>) {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }
    const at = tabs.findIndex(({ id }) => id === chosen)
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : at + (steps[event.key] ?? 0)
    const next = tabs[(to + tabs.length) % tabs.length]
    if (!next || next.id === chosen) return
    event.preventDefault()
    choose(next.id)
    document.getElementById(`rail-tab-${next.id}`)?.focus()
  }
  return (
    <div className={styles.tabs} role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(({ id, label: name }) => (
        <button
          key={id}
          id={`rail-tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === chosen}
          aria-controls={id === chosen ? `rail-${id}` : undefined}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => choose(id)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
