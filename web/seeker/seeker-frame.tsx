import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarPlus, KeyRound, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '../i18n/paraglide/messages.js'
import { PageFrame } from '../ui/page-frame.tsx'
import { about } from './api.ts'
import { IdleLock } from './idle-lock.tsx'

const useAbout = () => useQuery({ queryKey: ['about'], queryFn: about, staleTime: 300_000 })

/** The frame of every page that a seeker sees. */
export function SeekerFrame({
  title,
  width,
  children,
}: {
  title: string
  width?: 'narrow' | 'wide' | 'full'
  children: ReactNode
}) {
  const { data } = useAbout()
  return (
    <PageFrame
      title={title}
      {...(width && { width })}
      organisation={data?.organisation}
      navigation={
        <>
          <Link to="/" activeOptions={{ exact: true }}>
            <CalendarPlus aria-hidden /> {m.seeker_nav_book()}
          </Link>
          <Link to="/events">
            <UsersRound aria-hidden /> {m.seeker_nav_events()}
          </Link>
          <Link to="/my">
            <KeyRound aria-hidden /> {m.seeker_nav_my()}
          </Link>
        </>
      }
    >
      {children}
      <IdleLock />
    </PageFrame>
  )
}
