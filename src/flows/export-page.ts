import type { ChecklistItem, ItemAnswer } from '../checklist/checklist.ts'
import type { TalkState } from '../meeting/meeting.ts'
import type { SeatState } from '../meeting/seat.ts'
import { escaped } from '../notify/page.ts'
import { timeInWords } from '../notify/time-in-words.ts'
import { formInWords } from '../notify/words.ts'
import { localDate } from '../time/local-time.ts'
import type { Language } from '../words/language.ts'
import * as m from '../words/paraglide-server/messages.js'
import type { CaseExport, SeatExport, TalkExport } from './export-case.ts'

/** Who reads the page: their language, and the zone by whose clocks they read. */
type Reader = { language: Language; zone: string }

/**
 * All of a case as one page that stands by itself: it is kept as a file, read without the internet, and printed. Every
 * text in it is escaped.
 */
export function pageOfExport(all: CaseExport, language: Language): string {
  const reader = { language, zone: all.contact?.zone ?? all.talks[0]?.zone ?? all.events[0]?.zone ?? 'UTC' }
  const locale = { locale: language }
  const title = m.seeker_export_title({}, locale)
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(m.seeker_export_made({ when: at(all.madeAt, reader) }, locale))} ${escaped(m.seeker_export_left_out({}, locale))}</p>
<p class="screen"><button onclick="print()">${escaped(m.seeker_export_print({}, locale))}</button></p>
${part(m.seeker_contact_card({}, locale), facts(contactFacts(all, reader)) ?? '')}
${all.talks.map((talk) => talkPart(talk, reader)).join('\n')}
${all.events.map((seat) => seatPart(seat, reader)).join('\n')}
</main>
</body>
</html>
`
}

const style = `
body{margin:0;background:#fbf8f2;color:#10243a;font:17px/1.5 'Atkinson Hyperlegible Next',Verdana,Arial,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1.2rem}
h1{line-height:1.2}h2{margin:0 0 .6rem;line-height:1.25}h3{margin:1.2rem 0 .3rem;font-size:1.05rem}
section{margin:2rem 0;padding-top:1.2rem;border-top:1px solid #d9d3c7}
dl{margin:0}dt{color:#4a5a6b;font-size:.9rem}dd{margin:0 0 .6rem}dd,li,p{white-space:pre-line;overflow-wrap:anywhere}
ul{margin:0;padding-left:1.2rem}button{font:inherit;padding:.6rem 1.2rem;min-height:44px}
@media print{.screen{display:none}body{background:none;font-size:11pt}main{max-width:none;padding:0}section{break-inside:auto}h2,h3{break-after:avoid}}
`

type Fact = [name: string, value: string | null | undefined]

function contactFacts({ contact, case: own }: CaseExport, reader: Reader): Fact[] {
  const locale = { locale: reader.language }
  const none = m.seeker_contact_none({}, locale)
  return [
    [m.seeker_alias_label({}, locale), contact?.alias ?? none],
    [m.seeker_contact_email({}, locale), contact?.email ?? none],
    [m.seeker_contact_phone({}, locale), contact?.phone ?? none],
    [m.seeker_export_begun({}, locale), at(own.createdAt, reader)],
    [m.seeker_export_devices({}, locale), own.openOnDevicesSince.map((since) => at(since, reader)).join('\n')],
  ]
}

function talkPart(talk: TalkExport, reader: Reader): string {
  const locale = { locale: reader.language }
  const { konklusion, comments, checklist, followUp } = talk
  return part(
    `${at(talk.startsAt, reader)} · ${talk.service[reader.language]}`,
    [
      facts(talkFacts(talk, reader)),
      checklist && sub(m.seeker_export_answers({}, locale), facts(answerFacts(checklist.answers, reader))),
      sub(m.seeker_konklusion_goals({}, locale), list(talk.goals.flatMap((history) => goalLine(history, reader)))),
      sub(m.seeker_export_scales({}, locale), facts(talk.scaleQuestions.map(scaleFact(reader)))),
      sub(
        m.seeker_export_chat({}, locale),
        list(talk.chat.map(({ from, text, sentAt }) => `${who(from, reader)}, ${at(sentAt, reader)}: ${text}`)),
      ),
      sub(m.seeker_konklusion_links({}, locale), list(talk.links.map(({ title, url }) => `${title} ${url}`))),
      ...konklusion.map(({ version, body }) =>
        sub(`${m.seeker_konklusion_name({}, locale)} ${version}`, konklusionText(body, reader)),
      ),
      sub(
        m.seeker_export_comments({}, locale),
        list(
          comments.map(({ writtenBy, text, at: when }) => `${who(writtenBy, reader)}, ${at(when, reader)}: ${text}`),
        ),
      ),
      followUp &&
        sub(
          m.seeker_export_follow_up({}, locale),
          list([followUp.dueOn, followUp.note, followUp.reply].flatMap(orNothing)),
        ),
      sub(
        m.seeker_export_room({}, locale),
        list(talk.inTheRoom.flatMap(({ stays }) => stays.map((stay) => span(stay, reader)))),
      ),
      sub(
        m.seeker_export_invited({}, locale),
        list(talk.invited.map(({ label, createdAt }) => `${label}, ${at(createdAt, reader)}`)),
      ),
      sub(
        m.seeker_export_letters({}, locale),
        list(talk.letters.flatMap(({ sentAt }) => (sentAt ? [at(sentAt, reader)] : []))),
      ),
    ]
      .flatMap(orNothing)
      .join('\n'),
  )
}

function talkFacts(talk: TalkExport, reader: Reader): Fact[] {
  const locale = { locale: reader.language }
  return [
    [m.seeker_export_state({}, locale), stateName(talk.state, reader.language)],
    [m.letter_fact_how({}, locale), formInWords(talk.form, reader.language)],
    [m.seeker_export_with({}, locale), `${talk.counsellor}, ${talk.organisation}`],
    [m.seeker_topic_label({}, locale), talk.topic],
    [m.seeker_export_booked({}, locale), at(talk.bookedAt, reader)],
    [
      m.seeker_export_cancelled({}, locale),
      talk.cancelled && (talk.cancelled.reason ?? who(talk.cancelled.by, reader)),
    ],
    [
      m.seeker_export_forms({}, locale),
      talk.formChanges.map(({ to, at: when }) => `${at(when, reader)}: ${formInWords(to, reader.language)}`).join('\n'),
    ],
  ]
}

function seatPart(seat: SeatExport, reader: Reader): string {
  const locale = { locale: reader.language }
  const sent = seat.letters.flatMap(({ sentAt }) => (sentAt ? [at(sentAt, reader)] : []))
  return part(
    `${at(seat.startsAt, reader)} · ${seat.title[reader.language]}`,
    [
      facts([
        [m.seeker_export_seat({}, locale), seatName(seat.state, reader.language)],
        [m.seeker_export_with({}, locale), seat.organisation],
        [m.seeker_export_question({}, locale), seat.question],
        [m.seeker_export_booked({}, locale), at(seat.registeredAt, reader)],
      ]),
      sub(m.seeker_export_letters({}, locale), list(sent)),
    ]
      .flatMap(orNothing)
      .join('\n'),
  )
}

function seatName(state: SeatState, language: Language): string {
  const locale = { locale: language }
  switch (state) {
    case 'booked':
      return m.seeker_export_seat_booked({}, locale)
    case 'cancelled':
      return m.seeker_export_seat_cancelled({}, locale)
    case 'waiting':
      return m.seeker_export_seat_waiting({}, locale)
    case 'offered':
      return m.seeker_export_seat_offered({}, locale)
    case 'lapsed':
      return m.seeker_export_seat_lapsed({}, locale)
    default:
      return m.seeker_export_seat_over({}, locale)
  }
}

const answerFacts = (answers: { item: ChecklistItem; answer: ItemAnswer }[], { language }: Reader): Fact[] =>
  answers.map(({ item, answer }) => [item.title[language], answerText(item, answer, language)])

function answerText(item: ChecklistItem, answer: ItemAnswer, language: Language): string | null {
  const locale = { locale: language }
  if (answer.kind === 'text') return answer.text
  if (answer.kind === 'goal') return answer.goals.join('\n')
  if (answer.kind === 'scale') return m.counsellor_of_ten({ value: answer.value }, locale)
  if (answer.kind === 'choice' && item.kind === 'choice')
    return item.options.flatMap(({ id, label }) => (answer.chosen.includes(id) ? [label[language]] : [])).join('\n')
  if (answer.kind === 'camera') {
    const words = { on: m.seeker_camera_on, off: m.seeker_camera_off, later: m.seeker_camera_later }
    return words[answer.camera]({}, locale)
  }
  return null
}

/** The wording of now, with the ones before it. */
function goalLine(history: TalkExport['goals'][number], reader: Reader): string[] {
  return history.map(({ text, writtenBy, at: when }) => `${text} (${who(writtenBy, reader)}, ${at(when, reader)})`)
}

const scaleFact =
  ({ language }: Reader) =>
  ({ question, value }: TalkExport['scaleQuestions'][number]): Fact => [
    question,
    value === null ? '–' : m.counsellor_of_ten({ value }, { locale: language }),
  ]

function konklusionText(body: TalkExport['konklusion'][number]['body'], reader: Reader): string {
  const { goals, actions, links } = body
  return [
    body.summary.trim() === '' ? null : `<p>${escaped(body.summary)}</p>`,
    list([
      ...goals.map(({ wording, sentence }) => `${wording}: ${sentence}`),
      ...actions.map(({ what, who: whose, until }) => [what, who(whose, reader), until].flatMap(orNothing).join(', ')),
      ...links.map(({ title, url }) => `${title} ${url}`),
    ]),
  ]
    .flatMap(orNothing)
    .join('\n')
}

function stateName(state: TalkState, language: Language): string {
  const locale = { locale: language }
  switch (state) {
    case 'booked':
      return m.seeker_state_booked({}, locale)
    case 'cancelled':
      return m.seeker_state_cancelled({}, locale)
    case 'held':
      return m.seeker_state_held({}, locale)
    case 'broken_off':
      return m.seeker_state_broken_off({}, locale)
    default:
      return m.seeker_state_missed({}, locale)
  }
}

function who(role: 'seeker' | 'counsellor' | 'companion' | 'other', { language }: Reader): string {
  const locale = { locale: language }
  if (role === 'seeker') return m.seeker_who_you({}, locale)
  return role === 'counsellor' ? m.seeker_who_counsellor({}, locale) : m.seeker_who_other({}, locale)
}

const at = (when: Date, { language, zone }: Reader) =>
  `${timeInWords(when.getTime(), zone, zone, language)} (${localDate(when.getTime(), zone)})`

const span = ({ joinedAt, leftAt }: { joinedAt: Date | null; leftAt: Date | null }, reader: Reader) =>
  [joinedAt, leftAt].flatMap((when) => (when ? [at(when, reader)] : [])).join(' – ')

const orNothing = <Value>(value: Value | null | undefined | ''): Value[] => (value ? [value] : [])

const part = (heading: string, inner: string) => `<section>\n<h2>${escaped(heading)}</h2>\n${inner}\n</section>`
const sub = (heading: string, inner: string | null) => inner && `<h3>${escaped(heading)}</h3>\n${inner}`

function facts(pairs: Fact[]): string | null {
  const rows = pairs.flatMap(([name, value]) => (value ? [`<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`] : []))
  return rows.length === 0 ? null : `<dl>\n${rows.join('\n')}\n</dl>`
}

const list = (lines: string[]) =>
  lines.length === 0 ? null : `<ul>\n${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}\n</ul>`
