import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLocale } from './i18n/locale.ts'
import { ErrorPage } from './ui/error-boundary.tsx'
import { Loading } from './ui/states.tsx'

const root = createRootRoute({
  component: Outlet,
  errorComponent: ({ error }) => <ErrorPage error={error} />,
  notFoundComponent: page(() => import('./seeker/missing-page.tsx')),
})

type PageModule = { default: () => ReactNode }

/** A page in a chunk of its own, drawn again from its top when the language changes. */
function page(load: () => Promise<PageModule>) {
  const Page = lazyRouteComponent(load)
  const InLanguage = () => {
    useLocale()
    return <Page />
  }
  return Object.assign(InLanguage, Page.preload ? { preload: Page.preload } : {})
}

const at = <Path extends string>(path: Path, load: () => Promise<PageModule>) =>
  createRoute({ getParentRoute: () => root, path, component: page(load) })

const seekerRoutes = [
  at('/', () => import('./seeker/start/start-page.tsx')),
  at('/book/$serviceId', () => import('./seeker/book/book-page.tsx')),
  at('/booked', () => import('./seeker/book/booked-page.tsx')),
  at('/events', () => import('./seeker/events/events-page.tsx')),
  at('/events/$eventId', () => import('./seeker/events/event-page.tsx')),
  at('/registered', () => import('./seeker/events/registered-page.tsx')),
  at('/lost', () => import('./seeker/my/lost-code-page.tsx')),
  at('/open', () => import('./seeker/my/open-page.tsx')),
  at('/my', () => import('./seeker/my/my-page.tsx')),
  at('/my/seat/$seatId', () => import('./seeker/seat/seat-page.tsx')),
  at('/my/$bookingId', () => import('./seeker/my/talk-page.tsx')),
  at('/my/$bookingId/move', () => import('./seeker/my/move-page.tsx')),
  at('/my/$bookingId/checklist', () => import('./seeker/checklist/checklist-page.tsx')),
  at('/my/$bookingId/konklusion', () => import('./seeker/konklusion/konklusion-page.tsx')),
  at('/my/$bookingId/follow-up', () => import('./seeker/follow-up/follow-up-page.tsx')),
  at('/not-for-me', () => import('./seeker/not-for-me-page.tsx')),
  at('/privacy', () => import('./seeker/public-page.tsx')),
  at('/accessibility', () => import('./seeker/public-page.tsx')),
  at('/help', () => import('./seeker/public-page.tsx')),
  at('/with', () => import('./seeker/companion/companion-page.tsx')),
]

// The door and the room, for seekers and companions.
const roomRoutes = [
  at('/talk/$bookingId', () => import('./room/talk-page.tsx')),
  at('/staff/talk/$bookingId/room', () => import('./room/staff-room-page.tsx')),
]

const staffRoutes = [
  at('/staff/sign-in', () => import('./staff/sign-in-page.tsx')),
  at('/staff/enter', () => import('./staff/enter-page.tsx')),
  at('/staff/account', () => import('./staff/account-page.tsx')),
  at('/setup', () => import('./staff/set-up-page.tsx')),
]

const counsellorRoutes = [
  at('/staff', () => import('./counsellor/today/today-page.tsx')),
  at('/staff/week', () => import('./counsellor/week/week-page.tsx')),
  at('/staff/talk/$bookingId', () => import('./counsellor/talk/talk-page.tsx')),
  at('/staff/follow-ups', () => import('./counsellor/follow-ups/follow-ups-page.tsx')),
  at('/staff/hours', () => import('./counsellor/hours-page.tsx')),
]

const coordinatorRoutes = [
  at('/staff/services', () => import('./coordinator/services/services-page.tsx')),
  at('/staff/services/$serviceId', () => import('./coordinator/services/service-page.tsx')),
  at('/staff/checklists', () => import('./coordinator/checklists/checklists-page.tsx')),
  at('/staff/checklists/$checklistId', () => import('./coordinator/checklists/checklist-page.tsx')),
  at('/staff/counsellors', () => import('./coordinator/counsellors/counsellors-page.tsx')),
  at('/staff/counsellors/$staffId', () => import('./coordinator/counsellors/colleague-hours-page.tsx')),
  at('/staff/retention', () => import('./coordinator/retention/retention-page.tsx')),
  at('/staff/feedback', () => import('./coordinator/feedback/feedback-page.tsx')),
  at('/staff/pages', () => import('./coordinator/pages/pages-page.tsx')),
  at('/staff/letters', () => import('./coordinator/letters/letters-page.tsx')),
  at('/staff/audit', () => import('./coordinator/audit/audit-page.tsx')),
  // Without a sign-in, for whoever sits at the machine: the program prints this address.
  at('/mailbox', () => import('./coordinator/mailbox/open-mailbox-page.tsx')),
  at('/staff/mailbox', () => import('./coordinator/mailbox/mailbox-page.tsx')),
]

export const router = createRouter({
  routeTree: root.addChildren([
    ...seekerRoutes,
    ...roomRoutes,
    ...staffRoutes,
    ...counsellorRoutes,
    ...coordinatorRoutes,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Loading page />,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
