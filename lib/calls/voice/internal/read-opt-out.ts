/** What a text message says about being contacted. `doubtful` is for a person to read. */
type OptOutIntent = 'stop' | 'start' | 'doubtful' | 'none';

const words = (text: string) => text.trim().split(/\s+/);

/** Courtesy and filler around a request, in the languages of the product. */
const FILLER = new Set(
  words(`please pls plz thank thanks thx you u so much very hi hello hey dear sorry ok okay now immediately right away
    at once just kindly sir madam team all sms text texts message messages to the this these regards cheers
    bitte danke vielen dank schonen tag hallo sofort jetzt mfg gruss grusse
    merci s il vous plait svp stp bonjour maintenant
    por favor gracias hola ahora ya obrigado obrigada ola agora
    per favore grazie ciao subito prego
    alstublieft aub dank je u wel dankjewel bedankt nu`),
);

/** A message that is nothing but one of these, courtesy aside, opts out: the keywords of the US rule and their kin. */
const STOP = new Set([
  ...words(`stop stopp stops stopall stopit quit end revoke cancel unsubscribe unsubscribed unsub optout remove removeme
    halt delete
    abmelden abbestellen austragen aufhoren widerruf widerrufen loschen
    arret arretez arreter desabonner desabonnement desinscrire desinscription
    baja alto parar pare paren cancelar detener desuscribir
    sair descadastrar remover
    basta ferma fermate annulla cancella cancellami disiscrivimi disiscrivi rimuovimi
    afmelden uitschrijven ophouden`),
  ...['opt out', 'opt me out', 'stop it', 'remove me', 'end all', 'take me off', 'do not call', 'dont call'],
  ...['dar de baja', 'darme de baja', 'leave me alone', 'not contact', 'schluss damit', 'hor auf', 'horen sie auf'],
]);

const START = new Set([
  ...words(`start unstop resume optin subscribe resubscribe anmelden wiederaufnehmen reprendre alta iniciar reanudar
    reativar riprendi riattiva hervatten`),
  ...['opt in', 'opt me in', 'start again', 'call me again', 'yes start'],
]);

/** Requests in a sentence. Folded text: lower case, without accents and punctuation, single spaces. */
const REQUESTS: readonly RegExp[] = [
  // English
  /\b(?:do not|dont|never|no longer|stop|quit|cease)\b(?: \w+){0,3}? (?:call|calls|calling|called|phone|phoning|ring|ringing|text|texts|texting|message|messages|messaging|contact|contacting|bother|bothering|spam|spamming|harass|harassing|reach|reaching)\b/,
  /\bno more (?:\w+ ){0,2}?(?:call|calls|text|texts|sms|message|messages|contact)\b/,
  /\b(?:take|remove|delete|drop|strike|scratch)\b(?: \w+){0,3}? (?:off|from|out)\b/,
  /\b(?:remove|delete|erase|lose|forget)\b (?:me|my (?:\w+ )?(?:number|phone|name|details|data|info|contact))\b/,
  /\b(?:opt|opting|opted) (?:me )?out\b/,
  /\bunsubscribe\b|\brevoke\b(?: \w+){0,3}? (?:consent|permission|authorization)\b/,
  /\bleave me alone\b|\bdo not (?:want|wish)\b(?: \w+){0,4}? (?:calls?|texts?|messages?|contacted|called|texted)\b/,
  /\bnot (?:be )?(?:called|contacted|texted|messaged)\b/,
  // German
  /\b(?:nicht|nie|niemals|keinesfalls)\b(?: \w+){0,2}? (?:an|anrufen|angerufen|anzurufen|kontaktieren|kontaktiert|schreiben|stören|storen|belastigen|melden|telefonieren)\b/,
  /\bkeine?n?\b(?: \w+){0,2}? (?:anrufe?|sms|nachrichten|nachricht|werbung|kontakt|telefonate)\b/,
  /\b(?:loschen|streichen|entfernen|nehmen|losche|streiche|entferne|nimm)\b (?:sie )?(?:bitte )?(?:mich|meine?n?)\b/,
  /\b(?:lassen sie|lass|lasst) mich in ruhe\b|\bwiderrufe\b|\b(?:horen sie|hor|hort) (?:bitte )?(?:endlich )?(?:damit )?auf\b/,
  /\b(?:melden sie|meld|melde) mich (?:bitte )?ab\b|\babmelden\b|\baustragen\b/,
  // French
  /\bn(?:e)? ?(?:m |me |nous )?(?:rappelez|appelez|contactez|ecrivez|telephonez|derangez|appeler|contacter)\b(?: \w+){0,2}? (?:plus|pas|jamais)\b/,
  /\bne (?:plus|pas|jamais) (?:m |me )?(?:rappeler|appeler|contacter|ecrire|telephoner|deranger)\b|\bplus d (?:appels?|sms|messages?)\b/,
  /\b(?:arretez|arreter|cessez|stop) (?:de )?(?:m |me )?(?:appeler|appels?|contacter|ecrire|harceler|messages?)\b/,
  /\b(?:retirez|supprimez|enlevez|effacez)\b(?: \w+){0,2}? (?:moi|numero|liste|coordonnees)\b|\bdesabonnez\b|\bdesinscrivez\b/,
  /\blaissez moi tranquille\b|\bje ne (?:veux|souhaite) plus\b/,
  // Spanish
  /\bno (?:me |nos )?(?:llame|llamen|llames|llamar|contacte|contacten|contactar|escriba|escriban|escribir|moleste|molesten|mande|manden|envie|envien)\b/,
  /\b(?:deje|dejen|dejad|paren?|deja) de (?:llamar|llamarme|escribir|escribirme|molestar|molestarme|contactar|contactarme|enviar|enviarme|mandar)\b/,
  /\bno (?:mas|quiero) (?:mas |recibir )?(?:llamadas?|mensajes?|sms)\b|\b(?:dar|darme|denme|deme) de baja\b|\bdejeme en paz\b|\bdejenme en paz\b/,
  /\b(?:eliminen?|borren?|quiten?|saquen?)\b(?:me)?(?: \w+){0,2}? (?:numero|telefono|lista|datos)\b|\b(?:eliminenme|borrenme|quitenme|saquenme)\b/,
  // Portuguese
  /\bnao (?:me |nos )?(?:ligue|liguem|ligar|contate|contatem|contacte|contactem|envie|enviem|mande|mandem|perturbe|perturbem|incomode|incomodem)\b/,
  /\b(?:pare|parem|para) de (?:me )?(?:ligar|enviar|mandar|incomodar|contatar|contactar|perturbar)\b/,
  /\bnao quero (?:mais )?(?:receber )?(?:ligacoes|chamadas|mensagens|sms)\b|\bsem mais (?:ligacoes|chamadas|mensagens)\b/,
  /\b(?:remova|removam|tire|tirem|retire|retirem|exclua|excluam|apague|apaguem)\b(?: \w+){0,2}? (?:numero|telefone|lista|dados|contato)\b/,
  // Italian
  /\bnon (?:mi |ci )?(?:chiamate|chiamatemi|chiamare|chiamarmi|chiami|contattate|contattatemi|contattare|contattarmi|contatti|scrivete|scrivetemi|disturbate|disturbare|telefonate|telefonare|mandate|inviate)\b/,
  /\b(?:smettete|smettere|smettila|smetta|basta) (?:di )?(?:chiamare|chiamarmi|chiamate|telefonare|scrivere|scrivermi|contattarmi|messaggi|telefonate|disturbare|disturbarmi)\b/,
  /\b(?:cancellate|cancellatemi|togliete|toglietemi|rimuovete|rimuovetemi|eliminate)\b|\bnon voglio piu\b|\blasciatemi in pace\b/,
  // Dutch
  /\b(?:niet|nooit) (?:meer )?(?:bellen|gebeld|opbellen|contacteren|sms en|smsen|berichten|appen|storen|lastigvallen)\b/,
  /\bbel(?:t)? (?:me|mij|ons|dit nummer) (?:\w+ )?(?:niet|nooit)\b|\bgeen (?:\w+ )?(?:telefoontjes?|berichten|sms|oproepen|gesprekken)\b/,
  /\b(?:verwijder|schrap|wis)\b(?: \w+){0,2}? (?:mij|me|nummer|gegevens)\b|\bhaal (?:me|mij|mijn nummer)\b|\blaat (?:me|mij) met rust\b|\bschrijf (?:me|mij) uit\b/,
];

/** The request turned round: `please don't stop calling`, `let's not stop here`. */
const NEGATED =
  /\b(?:do not|dont|not|never|cant|cannot|didnt|did not|wont|nicht|nie|ne|pas|no|nao|non|niet) (?:\w+ )?(?:stop|stopp|stopping|unsubscribe|opt out|remove|quit|end|cancel|aufhoren|abmelden|arretez|arreter|parar|pare|smettere|smettete|ophouden|uitschrijven)\b/;

/** Innocent uses of the keywords. */
const HARMLESS =
  /\bstop(?:s|ped|ping)? (?:by|over|in|at|off|here|there|for|sign|light)\b|\b(?:bus|full|non|pit|last|next|first|one|train|tram) stop\b|\b(?:the|by|at|in|year|week|month|day|an) end\b|\bend (?:of|up|with)\b|\bweek ?end\b|\b(?:dead|open|front|back) end\b/;

/** Signs that the person may mind, which only a person can judge. */
const DOUBTFUL =
  /\b(?:stop|stopp|quit|cancel|unsubscribe|remove|revoke|spam|scam|harassment|wrong number|wrong person|not interested|no interest|no thanks|lawyer|police|complaint|kein interesse|falsche nummer|verwahlt|anwalt|pas interesse|pas interessee|mauvais numero|no me interesa|numero equivocado|sem interesse|nao tenho interesse|numero errado|non interessa|non mi interessa|numero sbagliato|geen interesse|verkeerd nummer|who is this|who are you|how did you get)\b/;

/** What a text message says about being contacted, in English, German, French, Spanish, Portuguese, Italian or Dutch. */
export function readOptOut(text: string): OptOutIntent {
  const folded = fold(text);
  const core = folded
    .split(' ')
    .filter((word) => !FILLER.has(word))
    .join(' ');
  if (START.has(folded) || START.has(core)) return 'start';
  if (STOP.has(folded) || STOP.has(core)) return 'stop';
  const plain = folded.replace(HARMLESS, ' ');
  if (NEGATED.test(plain)) return 'none';
  if (REQUESTS.some((request) => request.test(plain))) return 'stop';
  return DOUBTFUL.test(plain) ? 'doubtful' : 'none';
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Cf}|\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\b(don|can|won|didn|doesn|shouldn)['’‘`´]t\b/g, '$1t')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
