import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { languages } from '../src/words/language.ts'
import { compactMessages } from './compact-messages.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compactMessages(languages)],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Fonts and pictures as files of their own: the content security policy allows no data: addresses for them.
    assetsInlineLimit: 0,
    // Which chunks and styles a page has, for the screens that are drawn at build time.
    manifest: true,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes with our dependencies only, so that it stays in the cache from one release to the next.
            {
              name: 'vendor',
              // Only the staff's forms ask before they are left.
              test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack)\/(?!.*\/useBlocker\.js)/,
              priority: 2,
            },
            // Words, icons and parts that most pages show: one file instead of a request for each.
            {
              name: 'shared',
              test: /web\/(ui|client|i18n(?!\/paraglide\/messages\/(staff|counsellor|coordinator)_))\/|node_modules\/lucide-react\//,
              minShareCount: 12,
              priority: 1,
            },
            // What a receipt of a booking and one of a registration share, with all that it takes: small files cost more
            // than they hold.
            { name: 'receipt', test: /web\/seeker\/(book\/receipt|calendar-button)/ },
          ],
        },
      },
    },
  },
  // For work on the pages beside a running program.
  server: { host: '127.0.0.1', proxy: { '/api': process.env.API_ORIGIN ?? 'http://localhost:3000' } },
})
