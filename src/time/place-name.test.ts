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
  ['Atlantic/Faroe', 'sv', 'Färöarna'],
  ['Atlantic/Faroe', 'da', 'Færøerne'],
  ['Atlantic/Faroe', 'en', 'the Faroe Islands'],
])('the place of %s is called in %s: %s', (zone, language, name) => expect(placeName(zone, language)).toBe(name))
