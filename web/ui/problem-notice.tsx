import { RotateCw } from 'lucide-react'
import { useContext } from 'react'
import type { ReactNode } from 'react'
import { ApiProblem } from '../client/problem.ts'
import { m } from '../i18n/paraglide/messages.js'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Reader } from './reader.ts'
import type { ProblemWords } from './reader.ts'

/** What happened, what is safe and what to do, for anything that a call can throw. */
export function ProblemNotice({
  error,
  page = false,
  onRetry,
  actions,
}: {
  error: unknown
  page?: boolean
  onRetry?: (() => void) | undefined
  actions?: ReactNode
}) {
  const own = useContext(Reader)
  const { title, text } = own(error) ?? problemText(error)
  return (
    <Notice
      tone="loss"
      alert
      page={page}
      title={title}
      actions={
        <>
          {onRetry ? (
            <Button look="secondary" icon={<RotateCw aria-hidden />} onClick={onRetry}>
              {m.common_retry()}
            </Button>
          ) : null}
          {actions}
        </>
      }
    >
      <p>{text}</p>
    </Notice>
  )
}

/** The words for a problem, by its slug. */
export function problemText(error: unknown): ProblemWords {
  const type = error instanceof ApiProblem ? error.type : 'unknown'
  if (type === 'offline') return { title: m.common_problem_offline_title(), text: m.common_problem_offline_text() }
  if (type === 'database-away') return { title: m.common_problem_away_title(), text: m.common_problem_away_text() }
  if (type === 'video-unavailable')
    return { title: m.common_problem_video_title(), text: m.common_problem_video_text() }
  if (type === 'unauthorized' || type === 'forbidden')
    return { title: m.common_problem_key_title(), text: m.common_problem_key_text() }
  if (type === 'not-found' || type === 'gone')
    return { title: m.common_problem_missing_title(), text: m.common_problem_missing_text() }
  if (type === 'unreadable')
    return { title: m.common_problem_unreadable_title(), text: m.common_problem_unreadable_text() }
  if (type === 'too-many') return { title: m.common_problem_many_title(), text: m.common_problem_many_text() }
  if (type === 'enough') return { title: m.common_problem_enough_title(), text: m.common_problem_enough_text() }
  if (type === 'too-late') return { title: m.common_problem_late_title(), text: m.common_problem_late_text() }
  if (type === 'taken') return { title: m.common_problem_taken_title(), text: m.common_problem_taken_text() }
  if (type === 'invalid') return { title: m.common_problem_invalid_title(), text: m.common_problem_invalid_text() }
  if (type === 'conflict') return { title: m.common_problem_conflict_title(), text: m.common_problem_conflict_text() }
  return { title: m.common_problem_title(), text: m.common_problem_text() }
}
