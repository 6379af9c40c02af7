import type { Language } from '../../words/language.ts'

// Sample data. Nobody of these exists; addresses end in example.org (RFC 2606).

export const aliases = [
  'Kim',
  'Robin',
  'Noor',
  'Sam',
  'Charlie',
  'Alva',
  'Mika',
  'Elis',
  'Vilja',
  'Sascha',
  'Lo',
  'Ida',
]

type Story = { topic: string; goal: string; summary: string; action: string }

export const stories: Record<Language, readonly Story[]> = {
  sv: [
    {
      topic: 'Jag vet inte vilket gymnasieprogram jag ska välja.',
      goal: 'Veta vilka två program jag ska läsa mer om',
      summary: 'Vi jämförde teknik och natur. Det som lockar är att bygga saker, och att slippa läsa allt på en gång.',
      action: 'Gå på öppet hus på båda skolorna',
    },
    {
      topic: 'Räcker mina betyg till sjuksköterska?',
      goal: 'Förstå vilken behörighet som saknas',
      summary: 'Behörigheten är nästan hel. Naturkunskap 2 saknas och går att läsa på komvux under våren.',
      action: 'Anmäla mig till naturkunskap 2',
    },
    {
      topic: 'Jag vill byta yrke efter tjugo år i butik.',
      goal: 'Se tre vägar som går att gå vid sidan av jobbet',
      summary: 'Lager, vård och kontor prövades mot det som är viktigt: dagtid, och att arbeta med människor.',
      action: 'Prata med en undersköterska om en vanlig dag',
    },
    {
      topic: 'Hur söker man studiemedel?',
      goal: 'Kunna fylla i ansökan själv',
      summary: 'Vi gick igenom vad som behövs för ansökan och när den ska vara inne.',
      action: 'Skicka in ansökan före den femtonde',
    },
  ],
  da: [
    {
      topic: 'Jeg er i tvivl mellem hf og eux.',
      goal: 'Kende forskellen og vælge, hvad jeg vil besøge først',
      summary:
        'Vi så på hverdagen på begge uddannelser. Det praktiske trækker mest, men døren til en lang uddannelse skal stå åben.',
      action: 'Bestille et besøg på eux i næste uge',
    },
    {
      topic: 'Kan jeg søge ind på pædagog med mit gennemsnit?',
      goal: 'Vide, om kvote 2 er noget for mig',
      summary: 'Kvote 2 giver mening: et år som vikar og frivilligt arbejde tæller med.',
      action: 'Skrive et udkast til den motiverede ansøgning',
    },
  ],
  en: [
    {
      topic: 'I moved here last year and have a degree from home.',
      goal: 'Know how to get my degree recognised',
      summary: 'We went through how foreign degrees are recognised, and which courses in the language come first.',
      action: 'Send the papers for recognition',
    },
    {
      topic: 'I want to study something in English.',
      goal: 'Find programmes that I can apply for this spring',
      summary: 'We searched together and found four programmes; two of them fit the grades and the budget.',
      action: 'Read the entry requirements of both',
    },
  ],
}
