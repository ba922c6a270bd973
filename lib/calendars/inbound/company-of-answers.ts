/** Words that ask for the name of somebody's company … */
const ASKS_FOR_COMPANY =
  /\b(company|organi[sz]ation|business|firm|employer|firma|firmenname|unternehmen|unternehmensname|entreprise|soci[eé]t[eé]|empresa|azienda|bedrijf)\b/iu;
/** … and those that ask for something about it. */
const ASKS_FOR_MORE =
  /\b(size|big|large|many|employees?|staff|website|url|site|link|domain|industry|sector|do|does|type|kind|revenue|role|stage|number|address|e-?mail|phone|goals?|challenges?|about|describe|why|how|when)\b/iu;
const LONGEST = 200;

/** What somebody was asked when booking, by the words or the key of the question, and what was answered. */
interface Answer {
  questions: readonly (string | null | undefined)[];
  answer: unknown;
}

/** The company that somebody named when booking; null when none was asked for or named. */
export function companyOfAnswers(answers: Iterable<Answer>): string | null {
  for (const { questions, answer } of answers) {
    const text = typeof answer === 'string' ? answer.trim() : '';
    if (text !== '' && text.length <= LONGEST && questions.some(asksForCompany)) return text;
  }
  return null;
}

function asksForCompany(question: string | null | undefined): boolean {
  const words = (question ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return ASKS_FOR_COMPANY.test(words) && !ASKS_FOR_MORE.test(words);
}
