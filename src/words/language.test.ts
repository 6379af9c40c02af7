import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inEveryLanguage, languages, languageTags, ownNames } from './language.ts'

const here = import.meta.dirname

test('the project of the messages is written in the languages of the list, and falls back to the first', () => {
  const { locales, baseLocale } = JSON.parse(readFileSync(`${here}/project.inlang/settings.json`, 'utf8'))
  expect(locales).toEqual(languages)
  expect(baseLocale).toBe(languages[0])
})

test('every language of the list has a folder of messages, and no other language has one', () => {
  expect(readdirSync(`${here}/messages`).sort()).toEqual([...languages].sort())
})

test('what is made once for every language is made for each of the list', () => {
  expect(Object.entries(inEveryLanguage((language) => language))).toEqual(languages.map((one) => [one, one]))
})

test('every language has a tag of its own kind and a name', () => {
  for (const language of languages) {
    expect(languageTags[language]).toMatch(new RegExp(`^${language}-[A-Z]{2}$`))
    expect(ownNames[language]).not.toBe('')
  }
})
