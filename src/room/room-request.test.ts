import { describe, expect, it } from 'vitest'
import { chatLine, formChoice, linkRequest, pauseRequest, seekersFormChoice } from './room-request.ts'

const letters = (count: number) => 'å'.repeat(count)

it.each([
  [' hej ', 'hej'],
  [letters(2000), letters(2000)],
  [letters(2001), undefined],
  [' \n ', undefined],
  [undefined, undefined],
])('a line in the chat, "%s", is kept as "%s"', (text, kept) => {
  expect(chatLine.safeParse({ text }).data?.text).toBe(kept)
})

describe('another form in the middle of a talk', () => {
  it('is one of the forms that there are', () => {
    expect(formChoice.safeParse({ form: 'text' }).data).toEqual({ form: 'text' })
    expect(formChoice.safeParse({ form: 'fax' }).success).toBe(false)
    expect(formChoice.safeParse({}).success).toBe(false)
  })

  it('comes with the number to call when the seeker asks for it, or leaves the number as it is', () => {
    expect(seekersFormChoice.parse({ form: 'phone', phone: '070 12345' })).toEqual({ form: 'phone', phone: '07012345' })
    expect(seekersFormChoice.parse({ form: 'phone' })).toEqual({ form: 'phone' })
    expect(seekersFormChoice.safeParse({ form: 'phone', phone: '123' }).success).toBe(false)
    expect(seekersFormChoice.safeParse({ phone: '070 12345' }).success).toBe(false)
  })
})

it.each([
  [60, true],
  [600, true],
  [59, false],
  [601, false],
  [90.5, false],
])('a pause may last %d seconds: %s', (seconds, may) => {
  expect(pauseRequest.safeParse({ seconds }).success).toBe(may)
})

describe('a link that is shared in the room', () => {
  it.each([
    ['https://studera.nu/program', true],
    ['http://studera.nu', true],
    ['javascript:alert(1)', false],
    ['xhttps://studera.nu', false],
    ['httpsx://studera.nu', false],
    ['https://localhost', false],
    ['studera.nu', false],
    [`https://studera.nu/${'x'.repeat(1981)}`, true],
    [`https://studera.nu/${'x'.repeat(1982)}`, false],
  ])('may lead to %s: %s', (url, may) => expect(linkRequest.safeParse({ url, title: 'Studera' }).success).toBe(may))

  it.each([
    [' Studera ', 'Studera'],
    [letters(200), letters(200)],
    [letters(201), undefined],
    [' ', undefined],
    [undefined, undefined],
  ])('has the title "%s", kept as "%s"', (title, kept) => {
    expect(linkRequest.safeParse({ url: 'https://studera.nu', title }).data?.title).toBe(kept)
  })
})
