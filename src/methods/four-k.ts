import type { Method } from './method.ts'

/**
 * Kontakt, Kontrakt, Kommunikation, Konklusion: the default. The names of the phases are the model's own and
 * stay as they are in every language; the prompts are for the counsellor's eyes while talking.
 */
export const fourK: Method = {
  id: '4k',
  name: { sv: '4K', da: '4K', en: '4K' },
  phases: [
    {
      id: 'kontakt',
      share: 0.15,
      title: { sv: 'Kontakt', da: 'Kontakt', en: 'Kontakt' },
      prompts: [
        {
          sv: 'Hör och ser vi varandra bra? Kameran får vara av.',
          da: 'Hører og ser vi hinanden godt? Kameraet må gerne være slukket.',
          en: 'Do we hear and see each other well? The camera may stay off.',
        },
        {
          sv: 'Vad gjorde att du bokade just nu?',
          da: 'Hvad fik dig til at booke lige nu?',
          en: 'What made you book a talk just now?',
        },
        {
          sv: 'Passar den här formen, eller vill du hellre bara ringa eller skriva?',
          da: 'Passer formen her, eller vil du hellere bare tale i telefon eller skrive?',
          en: 'Does this form suit you, or would you rather just call or write?',
        },
        {
          sv: 'Är du i fred där du sitter? Vem mer hör oss?',
          da: 'Kan du tale frit, hvor du sidder? Hvem kan ellers høre os?',
          en: 'Can you talk freely where you are? Who else can hear us?',
        },
        {
          sv: 'Säg hur lång tid ni har, hur du brukar lägga upp samtalet, och fråga om det är okej.',
          da: 'Sig, hvor lang tid I har, og hvordan du plejer at gribe samtalen an, og spørg, om det er i orden.',
          en: 'Say how much time you have and how you usually go about the talk, and ask if that is all right.',
        },
        {
          sv: 'Säg vad som skrivs ner, vem som ser det och hur länge.',
          da: 'Sig, hvad der bliver skrevet ned, hvem der ser det, og hvor længe.',
          en: 'Say what is written down, who sees it and for how long.',
        },
      ],
    },
    {
      id: 'kontrakt',
      share: 0.2,
      title: { sv: 'Kontrakt', da: 'Kontrakt', en: 'Kontrakt' },
      prompts: [
        {
          sv: 'Vad vill du ha med dig när vi lägger på?',
          da: 'Hvad vil du gerne have fået ud af det, når vi lægger på?',
          en: 'What do you want to have achieved when we hang up?',
        },
        {
          sv: 'Hur skulle du märka att samtalet var till nytta?',
          da: 'Hvordan ville du mærke, at samtalen hjalp?',
          en: 'How would you notice that this talk was of use?',
        },
        {
          sv: 'Spegla: ”Om jag förstår dig rätt så …” Vänta in svaret.',
          da: 'Spejl: »Hvis jeg forstår dig ret, så …« Vent på svaret.',
          en: 'Mirror: “If I understand you right …” Wait for the answer.',
        },
        {
          sv: 'Om det är flera mål: vilket är viktigast i dag?',
          da: 'Hvis der er flere mål: Hvilket er vigtigst i dag?',
          en: 'If there are several goals: which matters most today?',
        },
        {
          sv: 'På en skala 1–10, hur nära är du redan? Vad gör att det inte är lägre?',
          da: 'På en skala fra 1 til 10, hvor tæt er du på allerede? Hvad gør, at det ikke er lavere?',
          en: 'On a scale 1–10, how close are you already? Why isn’t it lower?',
        },
        {
          sv: 'Sammanfatta målet, läs upp det och kom överens.',
          da: 'Sammenfat målet, læs det højt, og bliv enige.',
          en: 'Sum up the goal, read it out and agree.',
        },
      ],
    },
    {
      id: 'kommunikation',
      share: 0.45,
      title: { sv: 'Kommunikation', da: 'Kommunikation', en: 'Kommunikation' },
      prompts: [
        {
          sv: 'Berätta om en gång när du var riktigt inne i något. Vad gjorde du?',
          da: 'Fortæl om en gang, hvor du var helt opslugt af noget. Hvad lavede du?',
          en: 'Tell me about a time when you were really absorbed. What were you doing?',
        },
        {
          sv: 'Vad skulle du föreslå någon du bryr dig om i samma läge?',
          da: 'Hvad ville du foreslå en, du holder af, i samme situation?',
          en: 'What would you suggest to someone you care about in the same position?',
        },
        {
          sv: 'Vad vet du redan? Vad behöver du ta reda på, och var?',
          da: 'Hvad ved du allerede? Hvad mangler du at finde ud af, og hvor?',
          en: 'What do you know already? What do you need to find out, and where?',
        },
        {
          sv: 'Pröva ett alternativ till slut: säg att du valde det, hur är det om ett år?',
          da: 'Prøv en mulighed helt af: Hvis du valgte den, hvordan er det så om et år?',
          en: 'Try one alternative all the way: say you chose it, what is it like in a year?',
        },
        {
          sv: 'Vad talar emot? Vad händer om du väntar med att bestämma dig?',
          da: 'Hvad taler imod? Hvad sker der, hvis du venter med at beslutte dig?',
          en: 'What speaks against it? What happens if you wait with deciding?',
        },
        {
          sv: 'Tystnad är bra. Ta en tankepaus tillsammans.',
          da: 'Stilhed er godt. Tag en tænkepause sammen.',
          en: 'Silence is good. Take a pause to think together.',
        },
        {
          sv: 'Gäller målet fortfarande, eller ska vi formulera om det?',
          da: 'Holder målet stadig, eller skal vi formulere det om?',
          en: 'Does the goal still hold, or shall we put it differently?',
        },
      ],
    },
    {
      id: 'konklusion',
      share: 0.2,
      title: { sv: 'Konklusion', da: 'Konklusion', en: 'Konklusion' },
      prompts: [
        {
          sv: 'Vi har en stund kvar. Vad tar du med dig?',
          da: 'Vi har lidt tid tilbage. Hvad tager du med dig?',
          en: 'We have a little time left. What do you take with you?',
        },
        {
          sv: 'Läs upp målet igen: hur långt kom vi?',
          da: 'Læs målet højt igen: Hvor langt nåede vi?',
          en: 'Read out the goal again: how far did we get?',
        },
        {
          sv: 'Var är du på skalan nu? Vad gjorde skillnaden?',
          da: 'Hvor er du på skalaen nu? Hvad gjorde forskellen?',
          en: 'Where are you on the scale now? What made the difference?',
        },
        {
          sv: 'Vad är det första du gör, och när?',
          da: 'Hvad er det første, du gør, og hvornår?',
          en: 'What is the first thing you will do, and when?',
        },
        { sv: 'Vem kan hjälpa dig med det?', da: 'Hvem kan hjælpe dig med det?', en: 'Who can help you with it?' },
        {
          sv: 'Ska vi höras igen? Hur och när passar dig?',
          da: 'Skal vi tales ved igen? Hvordan og hvornår passer dig?',
          en: 'Shall we be in touch again? How and when would suit you?',
        },
      ],
    },
  ],
}
