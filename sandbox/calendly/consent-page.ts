import type { User } from './model';

/** A request to authorize, as the consent page hands it on. */
export type AuthorizeFields = Readonly<Record<string, string>>;

/** The page on which a person allows or denies, and says for which account. */
export function consentPage(fields: AuthorizeFields, users: readonly User[], scopes: readonly string[]): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const accounts = users.map(
    (user, n) =>
      `<label><input type="radio" name="account" value="${escaped(user.uuid)}"${n === 0 ? ' checked' : ''}>
       <span>${escaped(user.name)}<small>${escaped(user.email)}${user.plan === 'without_api' ? ' · plan without the API' : ''}</small></span></label>`,
  );
  return frame(
    'Authorize Slotline',
    `<h1>Slotline would like to access your account</h1>
     <p class="note">Simulated Calendly. Nothing leaves this machine.</p>
     <form method="post" action="/oauth/consent">
       ${hidden.join('\n')}
       <fieldset><legend>Account</legend>${accounts.join('\n')}</fieldset>
       <details><summary>What it may do</summary><ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul></details>
       <div class="row">
         <button name="decision" value="deny">Deny</button>
         <button class="main" name="decision" value="allow">Allow</button>
       </div>
     </form>`,
  );
}

/** What is shown, and stays on the server's own page, when the request itself is wrong. */
export function refusalPage(sentence: string): string {
  return frame('Authorization failed', `<h1>Authorization failed</h1><p role="alert">${escaped(sentence)}</p>`);
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #f4f5f7; margin: 0; display: grid; min-height: 100vh; place-items: center }
main { background: #fff; border: 1px solid #d9dce1; border-radius: 8px; padding: 2rem; width: min(28rem, 88vw) }
h1 { font-size: 1.25rem; margin: 0 0 .25rem } .note, small { color: #5a6270; font-size: .875rem } small { display: block }
fieldset { border: 0; padding: 0; margin: 1rem 0 } legend { font-weight: 600; padding: 0 }
label { display: flex; gap: .75rem; align-items: baseline; padding: .5rem 0 }
.row { display: flex; gap: .75rem; justify-content: flex-end; margin-top: 1.5rem }
button { font: inherit; padding: .5rem 1.25rem; border-radius: 6px; border: 1px solid #8a929e; background: #fff; cursor: pointer }
button.main { background: #006bff; border-color: #006bff; color: #fff }
</style></head><body><main>${body}</main></body></html>`;
}
