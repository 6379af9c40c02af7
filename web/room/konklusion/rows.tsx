import { Plus, Trash2 } from 'lucide-react'
import { konklusionLimits } from '../../../src/guidance/limits.ts'
import { m } from '../../i18n/paraglide/messages.js'
import { Button } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import type { SharedLink } from '../room-state.ts'
import { type Action, type Link, replaceAt, withoutAt } from './draft.ts'
import styles from './konklusion.module.css'

/** Actions with who and until when, which is never before `talkDay` (`YYYY-MM-DD`). */
export function ActionRows({
  actions,
  talkDay,
  change,
}: {
  actions: Action[]
  talkDay: string | null
  change(actions: Action[]): void
}) {
  return (
    <div className={styles.group}>
      <h3>{m.room_k_actions()}</h3>
      {actions.map((action, index) => {
        const set = (part: Partial<Action>) => change(replaceAt(actions, index, { ...action, ...part }))
        return (
          <fieldset key={index} className={styles.row}>
            <legend className="visually-hidden">{m.room_k_action_number({ number: index + 1 })}</legend>
            <Field
              label={m.room_k_action_what()}
              maxLength={konklusionLimits.what}
              value={action.what}
              onChange={(what) => set({ what })}
            />
            <Select
              label={m.room_k_action_who()}
              value={action.who}
              onChange={(who) => set({ who: who === 'counsellor' || who === 'other' ? who : 'seeker' })}
              options={[
                { value: 'seeker', label: m.room_k_who_seeker() },
                { value: 'counsellor', label: m.room_k_who_counsellor() },
                { value: 'other', label: m.room_k_who_other() },
              ]}
            />
            <Field
              type="date"
              label={m.room_k_action_until()}
              value={action.until ?? ''}
              onChange={(until) => set({ until: until || null })}
              // A year that is being typed comes digit by digit: 0002, 0020, 0202.
              error={
                talkDay !== null && action.until !== null && action.until >= '1000' && action.until < talkDay
                  ? m.room_k_until_early()
                  : undefined
              }
            />
            <Button look="quiet" icon={<Trash2 aria-hidden />} onClick={() => change(withoutAt(actions, index))}>
              {m.room_remove()}
            </Button>
          </fieldset>
        )
      })}
      <Button
        look="secondary"
        icon={<Plus aria-hidden />}
        onClick={() => change([...actions, { what: '', who: 'seeker', until: null }])}
      >
        {m.room_k_action_add()}
      </Button>
    </div>
  )
}

/** Links to take along, those shared in the room with one press. */
export function LinkRows({
  links,
  shared,
  change,
}: {
  links: Link[]
  shared: SharedLink[]
  change(links: Link[]): void
}) {
  const notTaken = shared.filter((link) => !links.some((each) => each.url === link.url))
  return (
    <div className={styles.group}>
      <h3>{m.room_k_links()}</h3>
      {links.map((link, index) => {
        const set = (part: Partial<Link>) => change(replaceAt(links, index, { ...link, ...part }))
        return (
          <fieldset key={index} className={styles.row}>
            <legend className="visually-hidden">{m.room_k_link_number({ number: index + 1 })}</legend>
            <Field
              label={m.room_link_address()}
              inputMode="url"
              autoCapitalize="none"
              maxLength={konklusionLimits.url}
              value={link.url}
              onChange={(url) => set({ url })}
            />
            <Field
              label={m.room_link_name()}
              maxLength={konklusionLimits.linkTitle}
              value={link.title}
              onChange={(title) => set({ title })}
            />
            <Button look="quiet" icon={<Trash2 aria-hidden />} onClick={() => change(withoutAt(links, index))}>
              {m.room_remove()}
            </Button>
          </fieldset>
        )
      })}
      <div className={styles.acts}>
        <Button look="secondary" icon={<Plus aria-hidden />} onClick={() => change([...links, { url: '', title: '' }])}>
          {m.room_k_link_add()}
        </Button>
        {notTaken.length > 0 ? (
          <Button
            look="quiet"
            onClick={() => change([...links, ...notTaken.map(({ url, title }) => ({ url, title }))])}
          >
            {m.room_k_links_take()}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
