import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import type { FirstScreen } from '../src/http/first-screen.ts'
import type { Language } from '../src/words/language.ts'
import { speak } from './i18n/locale.ts'
import { m } from './i18n/paraglide/messages.js'
import { DuskFrame } from './room/dusk-frame.tsx'
import BookPage from './seeker/book/book-page.tsx'
import EventsPage from './seeker/events/events-page.tsx'
import { SeekerFrame } from './seeker/seeker-frame.tsx'
import StartPage from './seeker/start/start-page.tsx'
import { waysToAboutPages } from './ui/about-pages.ts'
import { PageFrame } from './ui/page-frame.tsx'
import { Notice } from './ui/notice.tsx'
import { Loading } from './ui/states.tsx'

/**
 * What each screen is made of: the page itself, as it is before anything was fetched. `module` is the file whose chunk
 * and styles it needs.
 */
const made: Record<FirstScreen, { at: string; title(): string; Page: () => ReactNode; module: string }> = {
  start: { at: '/', title: m.seeker_start_title, Page: StartPage, module: 'seeker/start/start-page.tsx' },
  book: { at: '/book/first', title: m.seeker_book_title, Page: BookPage, module: 'seeker/book/book-page.tsx' },
  events: { at: '/events', title: m.events_title, Page: EventsPage, module: 'seeker/events/events-page.tsx' },
  seeker: {
    at: '/first',
    title: m.common_footer,
    Page: () => <SeekerFrame title={m.common_product()}>{<Loading page />}</SeekerFrame>,
    module: 'seeker/missing-page.tsx',
  },
  staff: {
    at: '/staff/first',
    title: m.common_loading,
    Page: () => <PageFrame title={m.common_product()}>{<Loading page />}</PageFrame>,
    module: 'seeker/missing-page.tsx',
  },
  door: {
    at: '/talk/first',
    title: m.room_door_title,
    Page: () => <DuskFrame>{<Loading page />}</DuskFrame>,
    module: 'room/talk-page.tsx',
  },
}

/** Draws a screen where there is no browser. */
export async function drawFirstScreen(screen: FirstScreen, language: Language) {
  speak(language)
  const { at, title, Page, module } = made[screen]
  const root = createRootRoute({ component: Outlet })
  const route = createRoute({
    getParentRoute: () => root,
    path: at.replace('/book/first', '/book/$serviceId'),
    component: Page,
  })
  const router = createRouter({
    routeTree: root.addChildren([route]),
    history: createMemoryHistory({ initialEntries: [at] }),
  })
  await router.load()
  const html = renderToString(
    <>
      <noscript>
        <Notice tone="light" title={m.common_no_scripts_title()}>
          <p>{m.common_no_scripts_text()}</p>
          <ul>
            {waysToAboutPages.map(({ path, name }) => (
              <li key={path}>
                <a href={`/api/pages${path}`}>{name()}</a>
              </li>
            ))}
          </ul>
        </Notice>
      </noscript>
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </>,
  )
  return { html, title: `${title()} · ${m.common_product()}`, module }
}
