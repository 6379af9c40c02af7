import { Component } from 'react'
import type { ErrorInfo, ReactNode } from 'react'
import { PageFrame } from './page-frame.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { m } from '../i18n/paraglide/messages.js'

/** Catches what a page did not. A class because React has no other way to catch. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') }
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }

  override render() {
    return this.state.error === null ? this.props.children : <ErrorPage error={this.state.error} />
  }
}

/** A whole page for what went wrong. Reloading also fetches a chunk that a new release replaced. */
export function ErrorPage({ error }: { error: unknown }) {
  return (
    <PageFrame title={m.common_problem_title()}>
      <ProblemNotice page error={error} onRetry={() => location.reload()} />
    </PageFrame>
  )
}
