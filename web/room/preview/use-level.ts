import { useEffect, useState } from 'react'
import { meterLevel, rootMeanSquare } from '../device-check/outcome.ts'

/** Level of a microphone, 0 to 1, ten times a second. `onSound` hears the plain loudness. */
export function useLevel(track: MediaStreamTrack | undefined, onSound?: (rms: number) => void): number {
  const [level, setLevel] = useState(0)
  useEffect(() => {
    if (!track) return setLevel(0)
    const audio = new AudioContext()
    const analyser = audio.createAnalyser()
    // 85 ms at 48 kHz: readings every 100 ms miss next to nothing.
    analyser.fftSize = 4096
    const source = audio.createMediaStreamSource(new MediaStream([track]))
    source.connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      // A page that nobody has touched yet may have to wait with sound.
      if (audio.state === 'suspended') void audio.resume()
      analyser.getFloatTimeDomainData(samples)
      const rms = rootMeanSquare(samples)
      setLevel(meterLevel(rms))
      onSound?.(rms)
    }, 100)
    return () => {
      clearInterval(timer)
      source.disconnect()
      void audio.close()
    }
  }, [track, onSound])
  return level
}
