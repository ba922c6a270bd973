import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptOut } from '@/lib/calls/voice/internal/read-opt-out';

const opting = [
  'STOP',
  ' stop. ',
  'Stop!!!',
  'Stop. Thank you',
  'please stop',
  'STOP ALL',
  'StopAll',
  'Unsubscribe',
  'Opt out',
  'OPT OUT.',
  'opt-out please',
  'OPTOUT',
  'Cancel',
  'END',
  'quit',
  'Revoke',
  'Please remove me',
  'remove me from your list',
  'Take me off your list please',
  'take my number off this list',
  "Please don't call me again",
  'Please don’t call me anymore',
  'do not call this number',
  'DO NOT CALL',
  'Stop calling me',
  'stop texting me!!',
  'No more calls please',
  'please stop sending me these texts',
  'I want to opt out',
  'I would like to unsubscribe from this',
  'I revoke my consent',
  'Leave me alone',
  'delete my number',
  'lose my number',
  'I do not want to be contacted',
  'never contact me again',
  'Stopp',
  'Bitte nicht mehr anrufen',
  'Rufen Sie mich nicht mehr an!',
  'Ruft mich bitte nicht mehr an',
  'Bitte keine Anrufe mehr',
  'Keine SMS mehr bitte',
  'Löschen Sie meine Nummer',
  'Nehmen Sie mich von der Liste',
  'Lassen Sie mich in Ruhe',
  'Bitte abmelden',
  'Ich widerrufe meine Einwilligung',
  'Hören Sie auf',
  'Arrêtez',
  'ARRET',
  'Ne m’appelez plus',
  'Ne me contactez plus svp',
  'Merci de ne plus m’appeler',
  'Arrêtez de m’appeler',
  'Plus d’appels, merci',
  'Retirez-moi de la liste',
  'Supprimez mon numéro',
  'Désabonnement',
  'Baja',
  'BAJA por favor',
  'No me llamen más',
  'No me llame',
  'Dejen de llamarme',
  'No más llamadas',
  'Borren mi número',
  'Quiero darme de baja',
  'Sair',
  'Não me liguem mais',
  'Pare de ligar',
  'Parem de me ligar',
  'Não quero mais receber ligações',
  'Removam meu número',
  'Basta',
  'Non chiamatemi più',
  'Non mi chiamate più',
  'Smettete di chiamarmi',
  'Cancellatemi dalla lista',
  'Niet meer bellen',
  'Bel me niet meer',
  'Geen telefoontjes meer',
  'Verwijder mijn nummer',
  'Afmelden',
];

const staying = [
  "Let's not stop here",
  "Please don't stop",
  'do not stop calling, I like it',
  'stop by at 5?',
  'I am at the bus stop',
  'See you at the end of the week',
  'Have a nice weekend',
  'Yes, call me at 5',
  'Please call me back',
  'Can you call tomorrow instead?',
  'Rufen Sie mich morgen an',
  'Bis morgen!',
  'Appelez-moi demain',
  'Llámeme mañana',
  'Me ligue amanhã',
  'Chiamatemi domani',
  'Bel me morgen',
  'ok',
  '',
  '👍',
];

describe('a text message', () => {
  it.each(opting)('opts out: %s', (text) => {
    expect(readOptOut(text)).toBe('stop');
  });

  it.each(staying)('does not opt out: %j', (text) => {
    expect(readOptOut(text)).toBe('none');
  });

  it.each(['START', 'start.', 'Unstop', 'opt in', 'Start please'])('takes an opt-out back: %s', (text) => {
    expect(readOptOut(text)).toBe('start');
  });

  it.each(['Not interested', 'wrong number', 'Cancel my appointment on Monday', 'Kein Interesse', 'who is this?'])(
    'is left to a person: %s',
    (text) => {
      expect(readOptOut(text)).toBe('doubtful');
    },
  );

  it('means the same with other cases, marks, punctuation and courtesy', () => {
    const before = fc.constantFrom('', ' ', '\u200e', '\ufeff', 'Hi, ', 'Please ', 'Hello. ');
    const after = fc.constantFrom('', '.', '!!', ' 🙏', ' thanks', ', thank you', ' please.', '\u200f', '\n');
    const spelled = fc.constantFrom(
      'stop',
      'unsubscribe',
      'opt out',
      "don't call me again",
      'remove me from your list',
    );
    const cased = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`,
    );
    fc.assert(
      fc.property(before, spelled, cased, after, (begin, text, spell, end) => {
        expect(readOptOut(`${begin}${spell(text)}${end}`)).toBe('stop');
      }),
    );
  });
});
