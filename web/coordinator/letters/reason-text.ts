import { m } from '../../i18n/paraglide/messages.js'
import type { Letter } from '../api.ts'

/** What kept a letter from arriving, and what to do about it. */
export function reasonText(reason: NonNullable<Letter['reason']>): string {
  return {
    'no-server': m.coordinator_reason_no_server,
    'no-connection': m.coordinator_reason_no_connection,
    timeout: m.coordinator_reason_timeout,
    login: m.coordinator_reason_login,
    refused: m.coordinator_reason_refused,
    'not-now': m.coordinator_reason_not_now,
    address: m.coordinator_reason_address,
    'not-written': m.coordinator_reason_not_written,
    unknown: m.coordinator_reason_unknown,
  }[reason]()
}
