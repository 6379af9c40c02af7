import { useEffect, useState } from 'react'
import { useStore } from '../client/use-store.ts'
import { createAutosave } from './autosave.ts'

/** Saves as one types, and what is left when the page goes. `save` of the first call is the one that is used. */
export function useAutosave<T>(save: (value: T) => Promise<void>) {
  const [autosave] = useState(() => createAutosave(save))
  const saving = useStore(autosave.state)
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.pending()) event.preventDefault()
      void autosave.flush()
    }
    addEventListener('beforeunload', warn)
    return () => {
      removeEventListener('beforeunload', warn)
      void autosave.flush()
    }
  }, [autosave])
  return { ...autosave, saving }
}
