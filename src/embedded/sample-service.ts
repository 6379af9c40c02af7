import { newServiceDefaults } from '../availability/limits.ts'
import type { ServiceSetting } from '../availability/service.store.ts'

type Sample = Omit<ServiceSetting, 'zone' | 'checklistTemplateId' | 'counsellorIds'>

const common = {
  ...newServiceDefaults,
  bufferBeforeMinutes: 0,
  maxNoticeDays: 56,
  languages: ['sv', 'da', 'en'],
} satisfies Partial<Sample>

export const talkService: Sample = {
  ...common,
  title: {
    sv: 'Vägledningssamtal om att välja utbildning',
    da: 'Vejledningssamtale om valg af uddannelse',
    en: 'Guidance talk about choosing what to study',
  },
  purpose: {
    sv:
      'Ett lugnt samtal om vad du vill läsa eller arbeta med, och hur du kommer dit. Du behöver inte veta något i ' +
      'förväg.',
    da:
      'En rolig samtale om, hvad du vil læse eller arbejde med, og hvordan du når dertil. Du behøver ikke vide noget ' +
      'på forhånd.',
    en:
      'A calm talk about what you want to study or work as, and how to get there. You do not need to know anything ' +
      'beforehand.',
  },
  minutes: 45,
  bufferAfterMinutes: 15,
  gridMinutes: 30,
  forms: ['video', 'audio', 'phone', 'text'],
}

export const shortService: Sample = {
  ...common,
  title: {
    sv: 'Kort fråga',
    da: 'Kort spørgsmål',
    en: 'Short question',
  },
  purpose: {
    sv: 'För dig som har en bestämd fråga, till exempel om behörighet, ansökan eller studiestöd.',
    da: 'Til dig, der har et bestemt spørgsmål, for eksempel om adgangskrav, ansøgning eller SU.',
    en: 'For one particular question, for example about entry requirements, applications or student finance.',
  },
  minutes: 20,
  bufferAfterMinutes: 10,
  gridMinutes: 30,
  forms: ['phone', 'video', 'audio', 'text'],
}
