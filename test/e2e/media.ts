import type { Page } from 'playwright-core'

export type Media = {
  /** Pictures of others decoded since the page was loaded. */
  framesDecoded: number
  soundBytes: number
  /** Rises only while something can be heard. */
  soundEnergy: number
}

/**
 * Run in every page before its own code: remembers the connections that the page makes, so that a test can ask
 * the browser what goes over them, and cut them.
 */
export function watchMedia(): void {
  const peers: RTCPeerConnection[] = []
  const sockets: WebSocket[] = []
  Object.assign(window, { seenPeers: peers, seenSockets: sockets })
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(Made, given) {
      const peer = Reflect.construct(Made, given)
      peers.push(peer)
      return peer
    },
  })
  window.WebSocket = new Proxy(window.WebSocket, {
    construct(Made, given) {
      const socket = Reflect.construct(Made, given)
      sockets.push(socket)
      return socket
    },
  })
}

/** What the page has received of others, by WebRTC's own statistics. */
export function mediaOf(page: Page): Promise<Media> {
  return page.evaluate(async () => {
    const total = { framesDecoded: 0, soundBytes: 0, soundEnergy: 0 }
    const peers: RTCPeerConnection[] = Reflect.get(window, 'seenPeers') ?? []
    for (const peer of peers) {
      for (const report of (await peer.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue
        if (report.kind === 'video') total.framesDecoded += report.framesDecoded ?? 0
        if (report.kind !== 'audio') continue
        total.soundBytes += report.bytesReceived ?? 0
        total.soundEnergy += report.totalAudioEnergy ?? 0
      }
    }
    return total
  })
}

/** Waits until every one of them gets new pictures and new sound that can be heard. */
export async function mediaGoesUp(...pages: Page[]): Promise<void> {
  await Promise.all(
    pages.map(async (page) => {
      const before = await mediaOf(page)
      await page.waitForFunction(() => document.readyState === 'complete')
      await waitFor(
        async () => {
          const now = await mediaOf(page)
          return (
            now.framesDecoded > before.framesDecoded + 5 &&
            now.soundBytes > before.soundBytes &&
            now.soundEnergy > before.soundEnergy
          )
        },
        () => mediaOf(page).then((now) => `no moving pictures or no sound: ${JSON.stringify({ before, now })}`),
      )
    }),
  )
}

/** Asks again until it is so. */
export async function waitFor(
  isSo: () => Promise<boolean>,
  complaint: () => string | Promise<string>,
  withinMs = 30_000,
): Promise<void> {
  const until = Date.now() + withinMs
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(await complaint())
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/**
 * Cuts the page off as a train tunnel does, until the returned function is called: nothing that it sends arrives
 * any more, media included, and its open connections end.
 */
export async function cutOff(page: Page): Promise<() => Promise<void>> {
  const browser = await page.context().newCDPSession(page)
  const asIs = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await browser.send('Network.enable')
  await browser.send('Network.emulateNetworkConditions', { ...asIs, offline: true, packetLoss: 100 })
  await page.evaluate(() => {
    for (const socket of Reflect.get(window, 'seenSockets') as WebSocket[]) socket.close()
  })
  return async () => {
    await browser.send('Network.emulateNetworkConditions', { ...asIs, offline: false, packetLoss: 0 })
    await browser.detach()
  }
}
