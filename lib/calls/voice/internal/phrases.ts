/** The fixed phrases of a call. The recording, survey and translation notices are configured by the organization. */
export interface Phrases {
  /** To the operator, before the key. */
  offer(name: string): string;
  connecting: string;
  goodbye: string;
  thanks: string;
  /** To the attendee who was called first, when the operator cannot be reached. */
  nobodyFree: string;
  /** To the operator, when the attendee was not reached. */
  notReached: string;
  /** To the operator, when the attendee asked not to be called. */
  mayNotBeCalled: string;
}

const english: Phrases = {
  offer: (name) => `You have a scheduled call with ${name}. Press 1 to connect.`,
  connecting: 'Connecting you now.',
  goodbye: 'Goodbye.',
  thanks: 'Thank you. Goodbye.',
  nobodyFree: 'Sorry, no one is available right now. Goodbye.',
  notReached: 'We couldn’t reach the other person. Goodbye.',
  mayNotBeCalled: 'This person has asked not to be called. Goodbye.',
};

const german: Phrases = {
  offer: (name) => `Sie haben einen geplanten Anruf mit ${name}. Drücken Sie die 1, um verbunden zu werden.`,
  connecting: 'Sie werden verbunden.',
  goodbye: 'Auf Wiederhören.',
  thanks: 'Vielen Dank. Auf Wiederhören.',
  nobodyFree: 'Leider ist gerade niemand für Sie frei. Auf Wiederhören.',
  notReached: 'Der andere Teilnehmer war nicht zu erreichen. Auf Wiederhören.',
  mayNotBeCalled: 'Der andere Teilnehmer möchte nicht angerufen werden. Auf Wiederhören.',
};

const french: Phrases = {
  offer: (name) => `Vous avez un appel prévu avec ${name}. Appuyez sur 1 pour être mis en relation.`,
  connecting: 'Mise en relation.',
  goodbye: 'Au revoir.',
  thanks: 'Merci. Au revoir.',
  nobodyFree: 'Nous sommes désolés, personne n’est disponible en ce moment. Au revoir.',
  notReached: 'Votre correspondant n’a pas pu être joint. Au revoir.',
  mayNotBeCalled: 'Votre correspondant ne souhaite pas être appelé. Au revoir.',
};

const spanish: Phrases = {
  offer: (name) => `Tiene una llamada programada con ${name}. Pulse 1 para conectar.`,
  connecting: 'Conectando.',
  goodbye: 'Adiós.',
  thanks: 'Gracias. Adiós.',
  nobodyFree: 'Lo sentimos, nadie puede atenderle en este momento. Adiós.',
  notReached: 'No se pudo contactar con la otra persona. Adiós.',
  mayNotBeCalled: 'La otra persona no desea recibir llamadas. Adiós.',
};

const spoken: Readonly<Record<string, Phrases>> = { en: english, de: german, fr: french, es: spanish };

/** The phrases in a language (`de-DE`) and the language they are in: English without a translation. */
export function phrasesFor(language: string): { language: string; phrases: Phrases } {
  const phrases = spoken[language.slice(0, 2).toLowerCase()];
  return phrases ? { language, phrases } : { language: 'en-US', phrases: english };
}
