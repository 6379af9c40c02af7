import type { ChecklistItem } from './checklist.ts'

// The counsellor prepares too, and somebody who comes along needs to know what that means.

export const counsellorItems: ChecklistItem[] = [
  {
    id: 'own-answers',
    audience: ['counsellor'],
    kind: 'information',
    title: {
      sv: 'Jag har läst svaren',
      da: 'Jeg har læst svarene',
      en: 'I have read the answers',
    },
    body: {
      sv:
        'Ämnet, målet med den vägsökandes egna ord, siffran för hur redo hen är, kameravalet och vem som är i ' +
        'rummet. Finns inga svar börjar jag med att fråga.',
      da:
        'Emnet, målet med den vejsøgendes egne ord, tallet for, hvor klar vedkommende er, valget af kamera, og hvem ' +
        'der er i rummet. Er der ingen svar, begynder jeg med at spørge.',
      en:
        'The topic, the goal in their own words, the number for how ready they are, the camera choice and who is in ' +
        'the room. If there are no answers, I begin by asking.',
    },
  },
  {
    id: 'own-picture',
    audience: ['counsellor'],
    kind: 'information',
    title: {
      sv: 'Min bakgrund och mitt ljus',
      da: 'Min baggrund og mit lys',
      en: 'My background and my light',
    },
    body: {
      sv: 'Lugn bakgrund, ljus framifrån, kameran i ögonhöjd. Ingenting i bild som handlar om någon annan.',
      da: 'Rolig baggrund, lys forfra, kameraet i øjenhøjde. Intet i billedet, der handler om andre.',
      en: 'A calm background, light from the front, the camera at eye level. Nothing in the picture about anybody else.',
    },
  },
  {
    id: 'own-sound',
    audience: ['counsellor'],
    kind: 'information',
    title: {
      sv: 'Mitt ljud, och att ingen hör',
      da: 'Min lyd, og at ingen hører med',
      en: 'My sound, and that nobody overhears',
    },
    body: {
      sv: 'Headset på, aviseringar av, dörren stängd. Det som sägs stannar mellan oss.',
      da: 'Headset på, notifikationer slået fra, døren lukket. Det, der bliver sagt, bliver mellem os.',
      en: 'Headset on, notifications off, door closed. What is said stays between us.',
    },
  },
  {
    id: 'own-conditions',
    audience: ['counsellor'],
    kind: 'information',
    title: {
      sv: 'Jag börjar med villkoren',
      da: 'Jeg begynder med rammerne',
      en: 'I begin with the conditions',
    },
    body: {
      sv:
        'Hur länge vi har, hur samtalet går till, vad som skrivs ned. Fråga om formen känns rätt, eller om en annan ' +
        'vore bättre. Var tydlig: det du annars visar med kroppen syns knappt här.',
      da:
        'Hvor længe vi har, hvordan samtalen foregår, hvad der bliver skrevet ned. Spørg, om formen føles rigtig, ' +
        'eller om en anden ville være bedre. Vær tydelig: det, du ellers viser med kroppen, ses næsten ikke her.',
      en:
        'How long we have, how we talk, what is written down. Ask whether this form feels right or another would be ' +
        'better. Be explicit: what you otherwise show with your body hardly shows here.',
    },
  },
  {
    id: 'own-resources',
    audience: ['counsellor'],
    kind: 'information',
    title: {
      sv: 'Material nära till hands',
      da: 'Materialer ved hånden',
      en: 'Resources at hand',
    },
    body: {
      sv:
        'Länkar, datum och antagningskrav som kan behövas, öppna i egna flikar. Och någon att ringa om frågan hör ' +
        'till någon annan.',
      da:
        'Links, datoer og optagelseskrav, der kan blive brug for, åbnet i hver sin fane. Og en kollega at ringe til, ' +
        'hvis spørgsmålet hører til hos en anden.',
      en:
        'Links, dates and entry requirements that may be needed, open in tabs of their own. And somebody to call if ' +
        'the question belongs to somebody else.',
    },
  },
  {
    id: 'own-start',
    audience: ['counsellor'],
    kind: 'text',
    title: {
      sv: 'Så vill jag börja',
      da: 'Sådan vil jeg begynde',
      en: 'How I want to begin',
    },
    body: {
      sv: 'En första fråga, eller något i svaren att återkomma till. Bara du ser det.',
      da: 'Et første spørgsmål eller noget i svarene at vende tilbage til. Kun du ser det.',
      en: 'A first question, or something in the answers to come back to. Only you see it.',
    },
  },
]

export const companionItems: ChecklistItem[] = [
  {
    id: 'company',
    audience: ['companion'],
    kind: 'information',
    title: {
      sv: 'Fint att du är med',
      da: 'Godt, at du er med',
      en: 'Good that you are there',
    },
    body: {
      sv:
        'Det är den andras samtal, och du är ett stöd. Låt den som söker vägledning svara själv, också när det är ' +
        'tyst en stund. Tystnad betyder oftast att någon tänker.',
      da:
        'Det er den andens samtale, og du er en støtte. Lad den, der søger vejledning, svare selv, også når der er ' +
        'stille et øjeblik. Stilhed betyder for det meste, at nogen tænker.',
      en:
        'It is the other person’s talk, and you are there as support. Let them answer for themselves, also when it ' +
        'is quiet for a while. Silence mostly means that somebody is thinking.',
    },
  },
  {
    id: 'company-as',
    audience: ['companion'],
    kind: 'choice',
    many: false,
    title: {
      sv: 'Hur är du med?',
      da: 'Hvordan er du med?',
      en: 'How are you taking part?',
    },
    options: [
      {
        id: 'family',
        label: {
          sv: 'Som förälder, anhörig eller vän',
          da: 'Som forælder, pårørende eller ven',
          en: 'As a parent, relative or friend',
        },
      },
      {
        id: 'teacher',
        label: {
          sv: 'Som lärare eller från skolan',
          da: 'Som lærer eller fra skolen',
          en: 'As a teacher or from the school',
        },
      },
      { id: 'interpreter', label: { sv: 'Som tolk', da: 'Som tolk', en: 'As an interpreter' } },
      { id: 'counsellor', label: { sv: 'Som vägledare', da: 'Som vejleder', en: 'As a counsellor' } },
      { id: 'other', label: { sv: 'På annat sätt', da: 'På en anden måde', en: 'In another way' } },
    ],
  },
  {
    id: 'company-trust',
    audience: ['companion'],
    kind: 'information',
    title: {
      sv: 'Det som sägs stannar här',
      da: 'Det, der bliver sagt, bliver her',
      en: 'What is said stays here',
    },
    body: {
      sv:
        'Berätta inte vidare utan lov, och spela inte in. Det gör inte vi heller. Den som bjöd in dig kan när som ' +
        'helst ta tillbaka inbjudan.',
      da:
        'Fortæl det ikke videre uden lov, og optag ikke samtalen. Det gør vi heller ikke. Den, der inviterede dig, ' +
        'kan når som helst trække invitationen tilbage.',
      en:
        'Do not pass it on without permission, and do not record. Neither do we. Whoever invited you can take the ' +
        'invitation back at any time.',
    },
  },
]
