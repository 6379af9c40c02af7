import type { ChecklistItem } from './checklist.ts'

// What the seeker reads and answers before a talk: the points under "before a talk" in the practice, a few
// to a card, as an experienced counsellor would say them to somebody of fifteen who is nervous.

export const welcome: ChecklistItem = {
  id: 'welcome',
  audience: ['seeker'],
  kind: 'information',
  title: {
    sv: 'Lite nervös? Det är många.',
    da: 'Lidt nervøs? Det er der mange, der er.',
    en: 'A bit nervous? Many are.',
  },
  body: {
    sv:
      'Du behöver inte kunna något i förväg, och ingen fråga är dum. Vi börjar där du är. Här kommer några korta ' +
      'frågor, så att du vet vad som väntar. Svara i vilken ordning du vill.',
    da:
      'Du behøver ikke kunne noget på forhånd, og ingen spørgsmål er dumme. Vi begynder der, hvor du er. Her kommer ' +
      'nogle korte spørgsmål, så du ved, hvad der venter. Svar i den rækkefølge, du har lyst til.',
    en:
      'You do not need to know anything beforehand, and no question is silly. We start where you are. Here are a few ' +
      'short questions, so that you know what to expect. Answer in any order you like.',
  },
}

export const whyVideo: ChecklistItem = {
  id: 'why-video',
  audience: ['seeker'],
  kind: 'information',
  title: {
    sv: 'Vad video är bra för, och vad som kan vara svårt',
    da: 'Hvad video er god til, og hvad der kan være svært',
    en: 'What video is good for, and what can be hard',
  },
  body: {
    sv:
      'När vi ser varandra märker jag lättare om jag pratar för fort eller om du behöver tänka. Men det kan kännas ' +
      'ovant att synas, och ibland hackar bilden. Då säger vi till och byter till bara ljud, telefon eller text.',
    da:
      'Når vi ser hinanden, mærker jeg lettere, om jeg taler for hurtigt, eller om du har brug for at tænke. Men det ' +
      'kan føles uvant at være på, og nogle gange hakker billedet. Så siger vi til og skifter til kun lyd, telefon ' +
      'eller tekst.',
    en:
      'When we see each other I notice more easily if I talk too fast or if you need to think. But being seen can ' +
      'feel strange, and sometimes the picture freezes. Then we say so, and switch to sound only, phone or text.',
  },
}

export const camera: ChecklistItem = {
  id: 'camera',
  audience: ['seeker', 'companion'],
  kind: 'camera',
  title: {
    sv: 'Vill du ha kameran på?',
    da: 'Vil du have kameraet tændt?',
    en: 'Would you like your camera on?',
  },
  body: {
    sv:
      'Du bestämmer, och kan ändra dig när som helst, också mitt i samtalet. Med kameran av pratar vi som i telefon. ' +
      'Det är helt okej.',
    da:
      'Du bestemmer og kan ombestemme dig når som helst, også midt i samtalen. Med kameraet slukket taler vi ligesom ' +
      'i telefonen. Det er helt i orden.',
    en:
      'You decide, and you can change your mind at any time, also in the middle of the talk. With the camera off we ' +
      'talk as on the phone. That is quite all right.',
  },
}

export const place: ChecklistItem = {
  id: 'place',
  audience: ['seeker', 'companion'],
  kind: 'information',
  title: {
    sv: 'En plats där du får vara i fred',
    da: 'Et sted, hvor du kan være i fred',
    en: 'A place where you are left in peace',
  },
  body: {
    sv:
      'Ett rum med stängd dörr är bäst. Titta på vad som syns bakom dig. En vägg räcker gott. Sätt dig så att ljuset ' +
      'kommer framifrån, från ett fönster eller en lampa. Då syns ditt ansikte.',
    da:
      'Et rum med lukket dør er bedst. Se efter, hvad man kan se bag dig. En væg er helt fint. Sæt dig, så lyset ' +
      'kommer forfra, fra et vindue eller en lampe. Så kan man se dit ansigt.',
    en:
      'A room with the door closed is best. Look at what shows behind you. A wall is enough. Sit so that the light ' +
      'comes from the front, from a window or a lamp. Then your face can be seen.',
  },
}

export const sound: ChecklistItem = {
  id: 'sound',
  audience: ['seeker', 'companion'],
  kind: 'information',
  title: {
    sv: 'Hörlurar hjälper',
    da: 'Høretelefoner hjælper',
    en: 'Headphones help',
  },
  body: {
    sv:
      'Med hörlurar hör vi varandra bättre, och ingen annan hör vad jag säger. Stäng av tv och musik. Ställ ' +
      'telefonen stadigt mot något i stället för att hålla i den, så skakar inte bilden.',
    da:
      'Med høretelefoner hører vi hinanden bedre, og ingen andre kan høre, hvad jeg siger. Sluk for tv og musik. ' +
      'Stil telefonen op ad noget i stedet for at holde den, så ryster billedet ikke.',
    en:
      'With headphones we hear each other better, and nobody else hears what I say. Turn off the television and ' +
      'music. Lean your phone against something instead of holding it, so that the picture does not shake.',
  },
}

export const others: ChecklistItem = {
  id: 'others',
  audience: ['seeker'],
  kind: 'choice',
  many: false,
  title: {
    sv: 'Är någon mer i rummet?',
    da: 'Er der andre i rummet?',
    en: 'Will anybody else be in the room?',
  },
  body: {
    sv:
      'Du får gärna ha någon med dig. På din sida kan du bjuda in till exempel en förälder, en lärare eller en tolk ' +
      'med en egen länk. Om någon kan höra som inte ska det, säg till, så kan vi skriva i stället.',
    da:
      'Du må gerne have nogen med. På din side kan du for eksempel invitere en forælder, en lærer eller en tolk, der ' +
      'får sit eget link. Kan nogen høre med, som ikke skal, så sig det til mig. Så kan vi skrive i stedet.',
    en:
      'You are welcome to have somebody with you. On your page you can invite someone, for example a parent, a ' +
      'teacher or an interpreter, who gets a link of their own. If somebody can hear who should not, tell me, and we ' +
      'can write instead.',
  },
  options: [
    { id: 'alone', label: { sv: 'Jag är ensam', da: 'Jeg er alene', en: 'I will be alone' } },
    {
      id: 'invited',
      label: {
        sv: 'Någon är med, och det vill jag',
        da: 'Nogen er med, og det vil jeg gerne',
        en: 'Somebody is with me, and I want that',
      },
    },
    {
      id: 'overheard',
      label: { sv: 'Någon kan råka höra', da: 'Nogen kan komme til at høre med', en: 'Somebody may overhear' },
    },
    { id: 'unsure', label: { sv: 'Jag vet inte än', da: 'Det ved jeg ikke endnu', en: 'I do not know yet' } },
  ],
}

export const about: ChecklistItem = {
  id: 'about',
  audience: ['seeker'],
  kind: 'text',
  title: {
    sv: 'Vad vill du prata om?',
    da: 'Hvad vil du tale om?',
    en: 'What would you like to talk about?',
  },
  body: {
    sv:
      'Några ord räcker: en fråga, ett val, något som känns krångligt. Vet du inte riktigt? Skriv det, eller hoppa ' +
      'över.',
    da:
      'Nogle få ord er nok: et spørgsmål, et valg, noget, der føles svært. Ved du det ikke helt? Skriv det, eller ' +
      'spring over.',
    en:
      'A few words are enough: a question, a choice, something that feels difficult. Not quite sure? Write that, or ' +
      'skip it.',
  },
}

export const tried: ChecklistItem = {
  id: 'tried',
  audience: ['seeker'],
  kind: 'text',
  title: {
    sv: 'Vad har du redan provat?',
    da: 'Hvad har du allerede prøvet?',
    en: 'What have you tried already?',
  },
  body: {
    sv: 'Någon du har frågat, något du har läst eller testat. Inget än? Hoppa över.',
    da: 'Nogen, du har spurgt, noget, du har læst eller prøvet af. Ikke noget endnu? Spring over.',
    en: 'Somebody you asked, something you read or tried out. Nothing yet? Skip it.',
  },
}

export const needs: ChecklistItem = {
  id: 'needs',
  audience: ['seeker'],
  kind: 'choice',
  many: true,
  title: {
    sv: 'Behöver du något för att det ska fungera för dig?',
    da: 'Har du brug for noget, for at det fungerer for dig?',
    en: 'Do you need anything for this to work for you?',
  },
  body: {
    sv: 'Du behöver inte säga varför. Vi ordnar det vi kan före samtalet.',
    da: 'Du behøver ikke at sige hvorfor. Vi ordner det, vi kan, før samtalen.',
    en: 'You do not have to say why. We arrange what we can before the talk.',
  },
  options: [
    { id: 'nothing', label: { sv: 'Nej, inget särskilt', da: 'Nej, ikke noget særligt', en: 'No, nothing special' } },
    {
      id: 'reading',
      label: {
        sv: 'Hjälp med att läsa eller skriva',
        da: 'Hjælp til at læse eller skrive',
        en: 'Help with reading or writing',
      },
    },
    { id: 'interpreter', label: { sv: 'Tolk', da: 'Tolk', en: 'An interpreter' } },
    { id: 'sign-language', label: { sv: 'Teckenspråk', da: 'Tegnsprog', en: 'Sign language' } },
    {
      id: 'senses',
      label: {
        sv: 'Jag hör eller ser dåligt',
        da: 'Jeg hører eller ser dårligt',
        en: 'I find it hard to hear or to see',
      },
    },
    {
      id: 'pace',
      label: { sv: 'Lugnt tempo eller pauser', da: 'Roligt tempo eller pauser', en: 'A calm pace, or breaks' },
    },
    {
      id: 'other',
      label: {
        sv: 'Något annat, jag berättar när vi ses',
        da: 'Noget andet, jeg fortæller det, når vi ses',
        en: 'Something else, I will tell you when we meet',
      },
    },
  ],
}

export const goal: ChecklistItem = {
  id: 'goal',
  audience: ['seeker'],
  kind: 'goal',
  title: {
    sv: 'Vad vill du ha fått ut av samtalet när vi lägger på?',
    da: 'Hvad vil du gerne have fået ud af samtalen, når vi lægger på?',
    en: 'What do you want to have achieved when we hang up?',
  },
  body: {
    sv:
      'Till exempel: ”veta vad som skiljer två program”, ”ha ett nästa steg” eller ”få tänka högt”. Vi läser det ' +
      'tillsammans i början, och du får ändra dig.',
    da:
      'For eksempel: ”vide, hvad forskellen er på to uddannelser”, ”have et næste skridt” eller ”få lov til at tænke ' +
      'højt”. Vi læser det sammen i begyndelsen, og du må gerne ændre det.',
    en:
      'For example: “know the difference between two programmes”, “have a next step” or “get to think aloud”. We ' +
      'read it together at the start, and you may change your mind.',
  },
}

export const ready: ChecklistItem = {
  id: 'ready',
  audience: ['seeker'],
  kind: 'scale',
  title: {
    sv: 'Hur redo känner du dig just nu?',
    da: 'Hvor klar føler du dig lige nu?',
    en: 'How ready do you feel right now?',
  },
  body: {
    sv: 'Redo att prata om det här och att ta ett steg vidare. Ingen siffra är fel. Den visar bara var vi börjar.',
    da:
      'Klar til at tale om det her og tage et skridt videre. Der er ingen forkerte tal. Tallet viser bare, hvor vi ' +
      'begynder.',
    en: 'Ready to talk about this and to take a step further. No number is wrong. It only shows where we start.',
  },
  low: { sv: 'Inte redo alls', da: 'Slet ikke klar', en: 'Not ready at all' },
  high: { sv: 'Helt redo', da: 'Helt klar', en: 'Completely ready' },
}

/** How long it takes; `minutes` is the length of the service's talk. */
export const time = (minutes: number): ChecklistItem => ({
  id: 'time',
  audience: ['seeker', 'companion'],
  kind: 'information',
  title: {
    sv: `Vi har ${minutes} minuter`,
    da: `Vi har ${minutes} minutter`,
    en: `We have ${minutes} minutes`,
  },
  body: {
    sv:
      'Strax före tiden öppnas dörren på din sida. Knacka på, så släpper jag in dig. Mot slutet säger jag till, så ' +
      'att vi hinner sammanfatta. Räcker inte tiden bokar vi en till. Du får också sluta tidigare.',
    da:
      'Lidt før samtalen åbner døren på din side. Bank på, så lukker jeg dig ind. Mod slutningen siger jeg til, så ' +
      'vi når at samle op. Når vi ikke det hele, aftaler vi en tid mere. Du må også gerne stoppe før.',
    en:
      'Shortly before, the door on your page opens. Knock, and I will let you in. Towards the end I will tell you, ' +
      'so that we have time to sum up. If we need more time we book another. You may also stop earlier.',
  },
})

export const method: ChecklistItem = {
  id: 'method',
  audience: ['seeker'],
  kind: 'choice',
  many: false,
  title: {
    sv: 'Så här går samtalet till',
    da: 'Sådan foregår samtalen',
    en: 'This is how we talk',
  },
  body: {
    sv:
      'Vi tar fyra steg.\n\nKontakt: vi hälsar och ser att allt fungerar.\nKontrakt: vi kommer överens om vad du ' +
      'vill nå.\nKommunikation: vi utforskar det tillsammans.\nKonklusion: vi sammanfattar vad du tar med ' +
      'dig.\n\nKänns det bra?',
    da:
      'Vi tager det i fire trin.\n\nKontakt: Vi hilser på hinanden og ser, om alt virker.\nKontrakt: Vi bliver enige ' +
      'om, hvad du vil have ud af samtalen.\nKommunikation: Vi undersøger det sammen.\nKonklusion: Vi samler op på, ' +
      'hvad du tager med dig.\n\nEr det i orden?',
    en:
      'We take four steps.\n\nKontakt: we say hello and see that everything works.\nKontrakt: we agree on what you ' +
      'want to reach.\nKommunikation: we explore it together.\nKonklusion: we sum up what you take with you.\n\nIs ' +
      'that all right?',
  },
  options: [
    { id: 'fine', label: { sv: 'Ja, det låter bra', da: 'Ja, det lyder godt', en: 'Yes, that sounds good' } },
    {
      id: 'more',
      label: { sv: 'Berätta mer när vi ses', da: 'Fortæl mere, når vi ses', en: 'Tell me more when we meet' },
    },
    {
      id: 'other',
      label: {
        sv: 'Jag vill hellre göra på ett annat sätt',
        da: 'Jeg vil hellere gøre det på en anden måde',
        en: 'I would rather do it another way',
      },
    },
  ],
}

export const record: ChecklistItem = {
  id: 'record',
  audience: ['seeker'],
  kind: 'information',
  title: {
    sv: 'Det här skrivs ned',
    da: 'Det her bliver skrevet ned',
    en: 'What is written down',
  },
  body: {
    sv:
      'Dina svar här, våra mål, det som skrivs i chatten och en Konklusion som du får läsa och godkänna. Det ser du ' +
      'och din vägledare. Vägledarens egna minnesanteckningar ser bara vägledaren.\n\nInget spelas in. Det sparas så ' +
      'länge du har kontakt med oss. Vill du att något tas bort, säg till.',
    da:
      'Dine svar her, vores mål, det, vi skriver i chatten, og en Konklusion, som du læser og godkender. Det kan du ' +
      'og din vejleder se. Vejlederens egne noter kan kun vejlederen se.\n\nIntet bliver optaget. Det bliver gemt, ' +
      'så længe du har kontakt med os. Vil du have noget slettet, så sig til.',
    en:
      'Your answers here, our goals, what is written in the chat, and a Konklusion that you read and approve. You ' +
      'and your counsellor see it. The counsellor’s own notes are seen by the counsellor alone.\n\nNothing is ' +
      'recorded. It is kept for as long as you are in touch with us. If you want something removed, tell us.',
  },
}

export const change: ChecklistItem = {
  id: 'change',
  audience: ['seeker'],
  kind: 'information',
  title: {
    sv: 'Du kan ändra dig',
    da: 'Du kan ombestemme dig',
    en: 'You can change your mind',
  },
  body: {
    sv:
      'På din sida kan du flytta tiden, byta mellan video, ljud, telefon och text, eller avboka. Där står också till ' +
      'när det går. Du behöver inte säga varför. Blir du sen eller krånglar tekniken, kom ändå.',
    da:
      'På din side kan du flytte tiden, skifte mellem video, lyd, telefon og tekst eller aflyse. Der står også, hvor ' +
      'længe du kan nå det. Du behøver ikke at sige hvorfor. Bliver du forsinket, eller driller teknikken, så kom ' +
      'alligevel.',
    en:
      'On your page you can move the time, switch between video, sound, phone and text, or cancel. It also says ' +
      'until when. You do not have to say why. If you are late or the technology plays up, come anyway.',
  },
}

export const device: ChecklistItem = {
  id: 'device',
  audience: ['seeker', 'counsellor', 'companion'],
  kind: 'device',
  title: {
    sv: 'Prova kamera, ljud och nät',
    da: 'Prøv kamera, lyd og net',
    en: 'Try camera, sound and network',
  },
  body: {
    sv:
      'Det tar en minut. Gör det på den telefon eller dator som du tänker använda. Fungerar något inte får du veta ' +
      'vad du kan göra. Fungerar det ändå inte kan vi ta telefon eller text.',
    da:
      'Det tager et minut. Gør det på den telefon eller computer, du vil bruge. Hvis noget ikke virker, får du at ' +
      'vide, hvad du kan gøre. Virker det stadig ikke, kan vi bruge telefon eller tekst.',
    en:
      'It takes a minute. Do it on the phone or computer that you are going to use. If something does not work you ' +
      'are told what to do. If it still does not, we can use phone or text.',
  },
}
