import type { Method } from './method.ts'

/**
 * Communication, Analysis, Synthesis, Valuing, Execution: the decision cycle of the CIP theory. It begins with
 * the gap between where one is and wants to be, and may be gone through more than once.
 */
export const casve: Method = {
  id: 'casve',
  name: { sv: 'CASVE, beslutscirkeln', da: 'CASVE, beslutningscirklen', en: 'CASVE, the decision cycle' },
  phases: [
    {
      id: 'communication',
      share: 0.2,
      title: { sv: 'Gapet', da: 'Gabet', en: 'Communication' },
      prompts: [
        {
          sv: 'Var är du nu, och var vill du vara?',
          da: 'Hvor er du nu, og hvor vil du gerne hen?',
          en: 'Where are you now, and where do you want to be?',
        },
        {
          sv: 'Hur märks det att du behöver bestämma dig? Vad säger magen?',
          da: 'Hvordan mærker du, at du skal vælge? Hvad siger maven?',
          en: 'How do you notice that you need to decide? What does your gut say?',
        },
        {
          sv: 'Vad vill du ha kommit fram till när vi lägger på?',
          da: 'Hvad vil du gerne være nået frem til, når vi lægger på?',
          en: 'What do you want to have arrived at when we hang up?',
        },
      ],
    },
    {
      id: 'analysis',
      share: 0.25,
      title: { sv: 'Analys', da: 'Analyse', en: 'Analysis' },
      prompts: [
        {
          sv: 'Vad är viktigt för dig? Vad är du bra på, enligt dig och enligt andra?',
          da: 'Hvad er vigtigt for dig? Hvad er du god til, synes du, og synes andre?',
          en: 'What matters to you? What are you good at, by your own account and by others’?',
        },
        {
          sv: 'Vad vet du om utbildningarna eller jobben, och vad gissar du?',
          da: 'Hvad ved du om uddannelserne eller jobbene, og hvad gætter du på?',
          en: 'What do you know about the courses or jobs, and what are you guessing?',
        },
        {
          sv: 'Hur brukar du fatta viktiga beslut?',
          da: 'Hvordan plejer du at træffe vigtige valg?',
          en: 'How do you usually make important decisions?',
        },
      ],
    },
    {
      id: 'synthesis',
      share: 0.2,
      title: { sv: 'Syntes', da: 'Syntese', en: 'Synthesis' },
      prompts: [
        {
          sv: 'Alla vägar får vara med: vad finns det mer?',
          da: 'Alle veje må være med: Hvad er der mere?',
          en: 'Every road is allowed: what else is there?',
        },
        {
          sv: 'Om inget stod i vägen, vad skulle du lägga till?',
          da: 'Hvis intet stod i vejen, hvad ville du så føje til?',
          en: 'If nothing stood in the way, what would you add?',
        },
        {
          sv: 'Välj ut tre till fem som är värda att pröva.',
          da: 'Vælg tre til fem ud, som er værd at prøve.',
          en: 'Pick three to five that are worth trying.',
        },
      ],
    },
    {
      id: 'valuing',
      share: 0.2,
      title: { sv: 'Värdering', da: 'Vurdering', en: 'Valuing' },
      prompts: [
        {
          sv: 'Vad vinner och förlorar du, och de som står dig nära?',
          da: 'Hvad vinder og mister du, og dem, der står dig nær?',
          en: 'What do you gain and lose, and those close to you?',
        },
        {
          sv: 'Ordna dem. Vilken kommer först, och varför?',
          da: 'Sæt dem i rækkefølge. Hvilken kommer først, og hvorfor?',
          en: 'Put them in order. Which comes first, and why?',
        },
        {
          sv: 'Vilken är din reserv om den första inte går?',
          da: 'Hvad er din reserve, hvis den første ikke går?',
          en: 'What is your fallback if the first doesn’t work?',
        },
      ],
    },
    {
      id: 'execution',
      share: 0.15,
      title: { sv: 'Genomförande', da: 'Udførelse', en: 'Execution' },
      prompts: [
        {
          sv: 'Vad är första steget, och vilken dag tar du det?',
          da: 'Hvad er det første skridt, og hvilken dag tager du det?',
          en: 'What is the first step, and on which day will you take it?',
        },
        {
          sv: 'Hur kan du pröva valet i liten skala först?',
          da: 'Hvordan kan du prøve valget af i det små først?',
          en: 'How can you try the choice on a small scale first?',
        },
        {
          sv: 'Har gapet blivit mindre? Ska vi höras igen?',
          da: 'Er gabet blevet mindre? Skal vi tales ved igen?',
          en: 'Has the gap become smaller? Shall we be in touch again?',
        },
      ],
    },
  ],
}
