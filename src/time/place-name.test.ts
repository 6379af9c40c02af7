import { expect, test } from 'vitest'
import type { Language } from '../words/language.ts'
import { placeName } from './place-name.ts'

test.each<[string, Language, string]>([
  ['America/New_York', 'sv', 'New York'],
  ['America/Argentina/Buenos_Aires', 'da', 'Buenos Aires'],
  ['America/Port_of_Spain', 'en', 'Port of Spain'],
  ['UTC', 'sv', 'UTC'],
  ['Europe/Copenhagen', 'sv', 'Köpenhamn'],
  ['Europe/Copenhagen', 'da', 'København'],
  ['Europe/Copenhagen', 'en', 'Copenhagen'],
  ['Europe/Helsinki', 'sv', 'Helsingfors'],
  ['Europe/Helsinki', 'da', 'Helsinki'],
  ['Asia/Calcutta', 'sv', 'Kolkata'],
  ['Asia/Kolkata', 'da', 'Kolkata'],
  ['Europe/Kiev', 'en', 'Kyiv'],
  ['America/Godthab', 'da', 'Nuuk'],
  ['Atlantic/Faeroe', 'da', 'Færøerne'],
  ['Europe/Vienna', 'sv', 'Wien'],
  ['Atlantic/Faroe', 'sv', 'Färöarna'],
  ['Atlantic/Faroe', 'da', 'Færøerne'],
  ['Atlantic/Faroe', 'en', 'the Faroe Islands'],
])('the place of %s is called in %s: %s', (zone, language, name) => expect(placeName(zone, language)).toBe(name))

test('no zone is called by what its city was called before, whatever a browser says for it', () => {
  const before =
    /calcutta|katmandu|rangoon|saigon|kiev|faeroe|godthab|asmera|truk|ponape|enderbury|coral harbour|macao|ulan bator/i
  for (const zone of [...Intl.supportedValuesOf('timeZone'), 'Atlantic/Faroe', 'Asia/Macao', 'Asia/Ulan_Bator'])
    expect(placeName(zone, 'en')).not.toMatch(before)
})
