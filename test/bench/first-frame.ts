/**
 * Run in a page before its own code: keeps in `firstFrameMs` how long after the last click the first picture that
 * came over the network was shown. The same clockwork for every page that is measured.
 */
export function watchFirstFrame(): void {
  let clickedAt = 0
  const remote = new Set<string>()
  const watched = new WeakSet<HTMLVideoElement>()
  addEventListener(
    'click',
    () => {
      clickedAt = performance.now()
      Reflect.deleteProperty(window, 'firstFrameMs')
    },
    { capture: true },
  )
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(Made, given) {
      const peer: RTCPeerConnection = Reflect.construct(Made, given)
      peer.addEventListener('track', ({ track }) => remote.add(track.id))
      return peer
    },
  })
  const look = () => {
    for (const video of document.querySelectorAll('video')) {
      const track = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined
      if (!track || !remote.has(track.id) || watched.has(video)) continue
      watched.add(video)
      video.requestVideoFrameCallback((shownAt) => {
        if (!('firstFrameMs' in window)) Object.assign(window, { firstFrameMs: shownAt - clickedAt })
      })
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
