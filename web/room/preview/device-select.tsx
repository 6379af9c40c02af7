import { useEffect, useState } from 'react'
import { m } from '../../i18n/paraglide/messages.js'
import { Select } from '../../ui/field.tsx'

type Kind = 'videoinput' | 'audioinput' | 'audiooutput'

/** A choice among the devices of one kind; nothing while there is only one. */
export function DeviceSelect({
  kind,
  value,
  onChange,
}: {
  kind: Kind
  value: string | undefined
  onChange(deviceId: string): void
}) {
  const devices = useDevices(kind)
  if (devices.length < 2) return null
  const name = kindName(kind)
  return (
    <Select
      label={name}
      value={value ?? devices[0]?.deviceId ?? ''}
      onChange={onChange}
      options={devices.map((device, index) => ({
        value: device.deviceId,
        label: device.label || m.room_preview_device_number({ kind: name, number: index + 1 }),
      }))}
    />
  )
}

function useDevices(kind: Kind): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([])
  useEffect(() => {
    if (!navigator.mediaDevices?.enumerateDevices) return
    let wanted = true
    const read = async () => {
      const all = await navigator.mediaDevices.enumerateDevices().catch(() => [])
      if (wanted) setDevices(all.filter((device) => device.kind === kind && device.deviceId !== ''))
    }
    void read()
    navigator.mediaDevices.addEventListener('devicechange', read)
    return () => {
      wanted = false
      navigator.mediaDevices.removeEventListener('devicechange', read)
    }
  }, [kind])
  return devices
}

function kindName(kind: Kind): string {
  if (kind === 'videoinput') return m.room_preview_camera()
  return kind === 'audioinput' ? m.room_preview_microphone() : m.room_preview_speaker()
}
