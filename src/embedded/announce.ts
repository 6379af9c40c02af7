import { firstOrganisation } from '../people/store.ts'
import type { Ports } from '../ports.ts'

type Said = { embedded: boolean; mailbox: boolean }

/**
 * Prints where to begin: the seekers' page, and links that work once. The embedded database gets a sample
 * organisation when it is empty; one's own never does.
 */
export async function announce(ports: Ports, { embedded, mailbox }: Said): Promise<void> {
  const { publicUrl } = ports.settings
  const found = await firstOrganisation(ports.db)
  if (!found && !embedded) {
    const { setUpLink } = await import('../flows/sign-in-links.ts')
    return print([['Set up the first coordinator (once, within 24 hours)', await setUpLink(ports)]])
  }
  const { makeSampleData, sampleAddresses } = await import('./sample.ts')
  if (!found) await makeSampleData(ports)
  const lines: [string, string][] = [['Seekers book here', publicUrl]]
  if (!found || found.sample) {
    const { oneTimeSignInLink } = await import('../flows/sign-in-links.ts')
    lines.push(['Counsellor, signs in once', await oneTimeSignInLink(ports, sampleAddresses.counsellor)])
    lines.push(['Coordinator, signs in once', await oneTimeSignInLink(ports, sampleAddresses.coordinator)])
  }
  if (mailbox) lines.push(['Mailbox with every letter', `${publicUrl}/mailbox`])
  print(lines)
}

function print(lines: [string, string][]) {
  const width = Math.max(...lines.map(([what]) => what.length))
  console.log(`\n${lines.map(([what, where]) => `  ${what.padEnd(width)}  ${where}`).join('\n')}\n`)
}
