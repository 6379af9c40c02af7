import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'node:http'
import { createApp } from '../../src/app.ts'
import type { Ports } from '../../src/ports.ts'

export type Server = { port: number; close(): Promise<void> }

/** The app behind a real HTTP server on a free port of 127.0.0.1. */
export const appServer = (ports: Ports) =>
  serverOf(
    createApp(
      () => ports,
      () => '127.0.0.1',
    ).fetch,
  )

export function serverOf(fetch: (request: Request) => Response | Promise<Response>): Promise<Server> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
      resolve({ port, close: () => new Promise((closed) => void server.close(() => closed())) }),
    )
  })
}

export type Answer = { status: number; body: string }

/** A client that keeps at most `connections` calls in the air, with one agent: what one machine can send. */
export function clientOf(port: number, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const text = body === undefined ? '' : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          port,
          host: '127.0.0.1',
          method,
          path,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
        },
        (answer) => {
          let received = ''
          answer.setEncoding('utf8').on('data', (chunk: string) => void (received += chunk))
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: received }))
        },
      )
      sent.on('error', reject)
      sent.end(text)
    })
  }
  return { call, close: () => agent.destroy() }
}

/** Runs `work` for each of `items`, at most `atOnce` at a time, in order of the items. */
export async function bounded<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  async function worker() {
    while (next < items.length) {
      const index = next++
      const item = items[index]
      if (item !== undefined) results[index] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
