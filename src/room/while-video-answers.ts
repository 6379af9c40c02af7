import { VideoUnavailable } from '../ports.ts'

/** For what the record does not depend on. A video server that is away is logged, and the next tick tries again. */
export async function whileVideoAnswers(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof VideoUnavailable)) throw error
    console.error(JSON.stringify({ level: 'warn', event: 'video-unavailable' }))
  }
}
