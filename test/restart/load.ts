export type Talk = { id: string; secret: string; cancelled: boolean }

/**
 * People who book by phone and mostly cancel again, several at once, whatever is answered. A call that brought no
 * answer, or a 503, is made again with the same key until it is answered.
 */
export function startLoad(url: string, people: number) {
  const told: Talk[] = []
  const surprises: string[] = []
  let stopping = false

  async function person(seed: number) {
    while (!stopping) {
      const talk = await book(seed + told.length)
      if (!talk) continue
      told.push(talk)
      if (told.length % 10 === 0) continue
      const headers = { authorization: `Bearer ${talk.secret}`, 'content-type': 'application/json' }
      const answer = await insisting(`/api/bookings/${talk.id}`, { method: 'DELETE', headers, body: '{}' })
      if (answer.status < 300) talk.cancelled = true
      // Its first attempt came through without an answer.
      else if (answer.status === 409 || answer.status === 410) talk.cancelled = true
      else surprises.push(`DELETE ${answer.status}`)
    }
  }

  async function book(turn: number): Promise<Talk | null> {
    const { services } = (await insisting('/api/services')).json()
    const service = services[turn % services.length]
    const days = `from=${inDays(1)}&to=${inDays(50)}`
    const { slots } = (await insisting(`/api/services/${service.id}/slots?${days}&form=phone&language=sv`)).json()
    const slot = slots[(turn * 7919) % Math.max(1, slots.length)]
    if (!slot) return null
    const answer = await insisting('/api/bookings', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({
        serviceId: service.id,
        start: slot.start,
        form: 'phone',
        language: 'sv',
        zone: 'Europe/Stockholm',
        lettersLanguage: 'sv',
        phone: '+46701234567',
      }),
    })
    const body = answer.json()
    if (answer.status === 201) return { id: body.id, secret: body.secret, cancelled: false }
    if (answer.status !== 409) surprises.push(`POST ${answer.status}`)
    return null
  }

  async function insisting(path: string, init: RequestInit = {}): Promise<Answer> {
    while (true) {
      const answer = await fetch(url + path, init)
        .then(whole)
        .catch(() => null)
      if (answer && answer.status < 500) return answer
      if (answer && answer.status !== 503) surprises.push(`${path} ${answer.status}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  const all = Promise.all(Array.from({ length: people }, (_, seed) => person(seed)))
  return {
    told,
    /** Answers that nobody should ever get. */
    surprises,
    async stop() {
      stopping = true
      await all
    },
  }
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

type Answer = { status: number; json(): ReturnType<typeof JSON.parse> }

/** Read to its end: an answer that breaks off in the middle is none. */
async function whole(answer: Response): Promise<Answer> {
  const text = await answer.text()
  return { status: answer.status, json: () => JSON.parse(text) }
}
