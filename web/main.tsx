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
import { ErrorBoundary } from './ui/error-boundary.tsx'

startLocale()
surviveTranslation(document.body)
takeSecretFromAddress()
const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
createRoot(place).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
)
