import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { languages } from '../src/words/language.ts'
import { compactMessages } from './compact-messages.ts'
import { say } from './i18n/say.ts'

const folder = `${import.meta.dirname}/i18n/paraglide/messages`

test('every compiled message has the shape that is made shorter', async () => {
  const plugin = compactMessages(languages)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js') && name !== '_index.js')
  const left: string[] = []
  for (const name of names) {
    const made = await plugin.transform(await readFile(`${folder}/${name}`, 'utf8'), `${folder}/${name}`)
    if (!made?.code.includes('say({ sv: sv_')) left.push(name)
  }
  expect(names.length).toBeGreaterThan(500)
  expect(left).toEqual([])
})

test('a message speaks the language of the page, or the one that is asked for', () => {
  const hello = say({ sv: () => 'Hej', da: () => 'Goddag', en: () => 'Hello' })
  expect(hello({}, { locale: 'da' })).toBe('Goddag')
  expect(['Hej', 'Goddag', 'Hello']).toContain(hello())
})
