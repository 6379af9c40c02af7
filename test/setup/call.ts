import type { createApp } from '../../src/app.ts'

type App = Pick<ReturnType<typeof createApp>, 'request'>

/** Calls the API as a page does: JSON in and out, `path` from after `/api`. `text` is the answer as it came. */
export const callerOf = (app: App) =>
  async function call(method: string, path: string, headers: Record<string, string>, body?: unknown) {
    const answer = await app.request(`/api${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, text, body: text ? JSON.parse(text) : null }
  }
