import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Stack } from '../ui/card.tsx'
import { CodeEntry } from './my/code-entry.tsx'
import { SeekerFrame } from './seeker-frame.tsx'
import { useSecret } from './use-secret.ts'

type Props = { title: string; gap: number; children(secret: string): ReactNode }

/** A page that only its seeker reads: whoever brings no key types their code first. */
export function OwnPage({ title, gap, children }: Props) {
  const { secret, keep } = useSecret('seeker')
  const queries = useQueryClient()
  return (
    <SeekerFrame title={title}>
      {secret === null ? (
        <CodeEntry
          onEnter={(found) => {
            keep(found)
            queries.clear()
          }}
        />
      ) : (
        <Stack gap={gap}>{children(secret)}</Stack>
      )}
    </SeekerFrame>
  )
}
