// First: it names the order of the style layers, which the first style sheet decides.
import './ui/theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './client/query.ts'
import { takeSecretFromAddress } from './client/secret.ts'
import { startLocale } from './i18n/locale.ts'
import { surviveTranslation } from './i18n/translated-page.ts'
import { router } from './routes.tsx'
import { takeOver } from './take-over.ts'
import { ErrorBoundary } from './ui/error-boundary.tsx'

startLocale()
surviveTranslation(document.body)
takeSecretFromAddress()
const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
takeOver(place)
// The first page is there before it is drawn: what stands there from the build gives way to the same, not to a blank.
await firstPage().catch(() => undefined)
createRoot(place).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
)

async function firstPage(): Promise<void> {
  await router.load()
  await Promise.all(router.state.matches.map(({ routeId }) => preloadOf(router.routesById[routeId].options.component)))
}

function preloadOf(component: unknown): unknown {
  const preload = typeof component === 'function' ? Reflect.get(component, 'preload') : undefined
  return typeof preload === 'function' ? preload() : undefined
}
