/** What `work` gives, or `late` when it has given nothing after `ms`. The work itself is not stopped. */
export function inTime<T, Late>(work: Promise<T>, ms: number, late: Late): Promise<T | Late> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
