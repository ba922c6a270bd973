import { foldText } from './fold-text';

/** Free mail providers: their addresses do not name an employer. */
const freeMail = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.com live.co.uk
   live.fr live.nl msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.ca yahoo.com.br yahoo.co.in yahoo.co.jp
   ymail.com rocketmail.com icloud.com me.com mac.com aol.com aim.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.at gmx.ch
   gmx.com web.de t-online.de freenet.de arcor.de posteo.de mailbox.org mail.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr
   libero.it virgilio.it tiscali.it alice.it tin.it terra.com.br uol.com.br bol.com.br ig.com.br wp.pl o2.pl onet.pl interia.pl
   seznam.cz email.cz centrum.cz mail.ru yandex.ru yandex.com inbox.ru list.ru bk.ru rambler.ru ukr.net qq.com 163.com 126.com
   sina.com naver.com daum.net hanmail.net rediffmail.com btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com
   comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net shaw.ca rogers.com sympatico.ca
   telus.net bigpond.com optusnet.com.au bluewin.ch hispeed.ch skynet.be telenet.be ziggo.nl kpnmail.nl planet.nl home.nl
   fastmail.com fastmail.fm hey.com tutanota.com tuta.io zoho.com mail.com email.com usa.com duck.com gmx.us hushmail.com`.split(
    /\s+/,
  ),
);

const secondLevel = new Set(['co', 'com', 'org', 'net', 'ac', 'gov', 'edu', 'or', 'ne']);

/** Free mail providers that ignore dots. */
const dotless = new Set(['gmail.com', 'googlemail.com']);

/**
 * The key of an email: spellings that reach the same mailbox have the same key. Lower case, without `+tags`, and without the
 * dots that Gmail ignores.
 */
export function emailKeyOf(email: string): string {
  const folded = email
    .trim()
    .replace(/^mailto:/i, '')
    .normalize('NFKC')
    .toLowerCase();
  const at = folded.lastIndexOf('@');
  if (at < 1) return folded;
  const domain = folded.slice(at + 1).replace(/\.$/, '');
  const untagged = folded.slice(0, at).replace(/(.)\+.*$/, '$1');
  return dotless.has(domain) ? `${untagged.replaceAll('.', '')}@gmail.com` : `${untagged}@${domain}`;
}

/** The domain of a company email's key; null for free mail and invalid emails. */
export function mailDomainOf(emailKey: string): string | null {
  const at = emailKey.lastIndexOf('@');
  const domain = at < 1 ? '' : emailKey.slice(at + 1);
  return domain.includes('.') && !isFreeMail(domain) ? domain : null;
}

function isFreeMail(domain: string): boolean {
  return freeMail.has(domain);
}

/**
 * The registered name of a domain: `mail.acme.co.uk` → `acme`. Null for free mail and for names too short to mean
 * anything.
 */
export function domainRoot(domain: string | null): string | null {
  if (domain === null || isFreeMail(domain)) return null;
  const labels = domain.split('.').filter(Boolean);
  labels.pop();
  const last = labels.at(-1);
  if (labels.length > 1 && last !== undefined && secondLevel.has(last)) labels.pop();
  const root = labels.at(-1)?.replace(/-/g, '') ?? '';
  return root.length >= 3 ? root : null;
}

/** The words of a mailbox's own part: `jane.van-dyke82` → `jane`, `van`, `dyke`. */
export function mailboxWords(emailKey: string): string[] {
  const [box = ''] = emailKey.split('@');
  return foldText(box.replace(/[._+\d-]+/g, ' '))
    .split(' ')
    .filter((word) => word !== '');
}
