import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

export type TcpProxy = {
  port: number
  /** From now on nothing passes in either direction, and new connections are taken and left alone. */
  freeze(): void
  thaw(): void
  /** Ends every connection: with a reset, as a killed server does, or politely. */
  cut(how: 'reset' | 'end'): void
  stop(): Promise<void>
}

/** A wire between a client and a server on this machine that can be cut. */
export async function tcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>()
  let frozen = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near]] as const) {
      from.on('error', () => to.destroy())
      from.on('close', () => {
        to.destroy()
        pairs.delete(pair)
      })
      from.on('data', (chunk) => void to.write(chunk))
      if (frozen) from.pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address !== 'object') throw new Error('The proxy has no port')
  const each = (act: (socket: Socket) => void) => pairs.forEach((pair) => pair.forEach(act))
  return {
    port: address.port,
    freeze() {
      frozen = true
      each((socket) => socket.pause())
    },
    thaw() {
      frozen = false
      each((socket) => socket.resume())
    },
    cut(how) {
      for (const [near, far] of pairs) {
        if (how === 'reset') near.resetAndDestroy()
        else near.end()
        far.destroy()
      }
    },
    stop() {
      each((socket) => socket.destroy())
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
