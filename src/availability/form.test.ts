import { describe, expect, test } from 'vitest'
import { forms, formsOffered, formsOfTalk } from './form.ts'

describe('the forms of a talk', () => {
  test('are all offered with a video server, and those that need no picture or sound without one', () => {
    expect(formsOffered(forms, true)).toEqual(['video', 'audio', 'phone', 'text'])
    expect(formsOffered(forms, false)).toEqual(['phone', 'text'])
    expect(formsOffered(['video'], false)).toEqual([])
  })

  test('are those of its service, and phone and text in any case, each once', () => {
    expect(formsOfTalk(['video'], true)).toEqual(['video', 'phone', 'text'])
    expect(formsOfTalk(['text', 'audio'], true)).toEqual(['text', 'audio', 'phone'])
    expect(formsOfTalk(['video', 'audio'], false)).toEqual(['phone', 'text'])
  })
})
