/**
 * A soft two-note chime: somebody is at the door. Made on the spot, so that nothing has to be loaded. Silent
 * where the browser wants a click first.
 */
export function chime(): void {
  try {
    const audio = new AudioContext()
    for (const [frequency, after] of [
      [587, 0],
      [880, 0.18],
    ] as const) {
      const tone = audio.createOscillator()
      const loudness = audio.createGain()
      tone.frequency.value = frequency
      loudness.gain.setValueAtTime(0, audio.currentTime + after)
      loudness.gain.linearRampToValueAtTime(0.12, audio.currentTime + after + 0.03)
      loudness.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + after + 0.7)
      tone.connect(loudness).connect(audio.destination)
      tone.start(audio.currentTime + after)
      tone.stop(audio.currentTime + after + 0.75)
    }
    setTimeout(() => void audio.close(), 1500)
  } catch {
    // No sound here; the page shows it too.
  }
}
