import { expect, test } from 'vitest'
import { firstLanguage, firstScreenOf } from './first-screen.ts'

test.each([
  ['/', '', 'start'],
  ['/book/0199c000-0000-7000-8000-000000000abc', '', 'book'],
  ['/book/0199c000-0000-7000-8000-000000000abc', '?step=alias', 'seeker'],
  ['/events', '?topic=x', 'events'],
  ['/events/', '', 'events'],
  ['/events/0199c000-0000-7000-8000-000000000abc', '', 'seeker'],
  ['/my', '', 'seeker'],
  ['/booked', '', 'seeker'],
  ['/nowhere/at/all', '', 'seeker'],
  ['/talk/0199c000-0000-7000-8000-000000000abc', '', 'door'],
  ['/staff/talk/0199c000-0000-7000-8000-000000000abc/room', '', 'door'],
  ['/staff/talk/0199c000-0000-7000-8000-000000000abc', '', 'staff'],
  ['/Staff/Enter', '', 'staff'],
  ['/staffroom', '', 'seeker'],
  ['/setup', '', 'staff'],
])('the address %s%s begins with the screen %s', (path, search, screen) => {
  expect(firstScreenOf(path, search)).toBe(screen)
})

test.each([
  ['a browser that asks for nothing reads Swedish', undefined, undefined, 'sv'],
  ['a Danish one Danish', undefined, 'da-DK,da;q=0.9,en;q=0.8', 'da'],
  ['a Norwegian one Danish, which is nearest', undefined, 'nb-NO,nb;q=0.9,en;q=0.8', 'da'],
  ['what is wanted most counts, not what stands first', undefined, 'en;q=0.2, sv;q=0.9', 'sv'],
  ['what is not wanted does not count', undefined, 'sv;q=0, en', 'en'],
  ['one that reads none of ours reads English', undefined, 'ar,fa;q=0.5', 'en'],
  ['one whose second language is Danish reads that', undefined, 'ar,da;q=0.5', 'da'],
  ['what was chosen on a page comes first', 'a=b; fyrklang.language=en', 'sv', 'en'],
  ['a cookie that somebody made up counts for nothing', 'fyrklang.language=../x', 'da', 'da'],
  ['a cookie of another name neither', 'xfyrklang.language=en', 'sv', 'sv'],
  ['a header of noise is no harm', '=;;=', ';;q=,,q', 'en'],
])('%s', (_name, cookie, accepted, language) => {
  expect(firstLanguage(cookie, accepted)).toBe(language)
})
