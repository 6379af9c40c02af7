import { talkChecklist, talkChecklistTitle } from '../checklist/starter.ts'
import { addTemplate } from '../checklist/store.ts'
import { addMember, addOrganisation, setUpOnce } from '../people/store.ts'
import type { FreshMember } from '../people/store.ts'
import type { Ports } from '../ports.ts'
import { useSetUpToken } from './sign-in-links.ts'

type FirstCoordinator = Pick<FreshMember, 'name' | 'email' | 'language' | 'zone'>

/**
 * Makes the organisation, its first coordinator, and a checklist to begin with: nobody should have to write a first one
 * from nothing.
 *
 * @param token of the link that was printed; used up by this
 * @returns false when there is an organisation already, or the token opens nothing
 */
export function setUp(
  ports: Ports,
  { token, organisation, coordinator }: { token: string; organisation: string; coordinator: FirstCoordinator },
): Promise<boolean> {
  return setUpOnce(ports.db, async function setUpAll(tx) {
    if (!(await useSetUpToken(tx, token, ports.clock.now()))) return false
    const { id: organisationId } = await addOrganisation(tx, ports, {
      name: organisation,
      zone: coordinator.zone,
      sample: false,
    })
    const roles = { counsellor: false, coordinator: true, talkLanguages: [] }
    await addMember(tx, ports, { ...coordinator, ...roles, organisationId })
    await addTemplate(tx, ports, { organisationId, title: talkChecklistTitle, items: talkChecklist })
    return true
  })
}
