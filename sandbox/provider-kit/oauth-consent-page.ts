/** Somebody who can be chosen on the page. */
export interface ConsentAccount {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
}

interface ConsentPage {
  /** Whose page it imitates in function, not in looks. */
  readonly provider: string;
  readonly action: string;
  /** Handed on as they are. */
  readonly fields: Readonly<Record<string, string>>;
  readonly accounts: readonly ConsentAccount[];
  readonly scopes: readonly string[];
  /** Whether boxes can be unticked. */
  readonly choosable: boolean;
}

/** The page on which a person says for which account, allows all or some of it, or denies. */
export function oauthConsentPage({ provider, action, fields, accounts, scopes, choosable }: ConsentPage): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const people = accounts.map(
    ({ id, label, note }, n) =>
      `<label><input type="radio" name="account" value="${escaped(id)}"${n === 0 ? ' checked' : ''}>
       <span>${escaped(label)}${note ? `<small>${escaped(note)}</small>` : ''}</span></label>`,
  );
  const wishes = scopes.map((scope) =>
    choosable
      ? `<label><input type="checkbox" name="allowed" value="${escaped(scope)}" checked><span>${escaped(scope)}</span></label>`
      : `<li>${escaped(scope)}</li>`,
  );
  return framed(
    `Allow access · ${provider}`,
    `<h1>Slotline would like to access your account</h1>
     <p class="note">Simulated ${escaped(provider)}. Nothing leaves this machine.</p>
     <form method="post" action="${escaped(action)}">
       ${hidden.join('\n')}
       <fieldset><legend>Account</legend>${people.join('\n')}</fieldset>
       <fieldset><legend>What it may do</legend>${choosable ? wishes.join('\n') : `<ul>${wishes.join('')}</ul>`}</fieldset>
       <div class="row">
         <button name="decision" value="deny">Deny</button>
         <button class="main" name="decision" value="allow">Allow</button>
       </div>
     </form>`,
  );
}

/** What is shown, and stays on the server's own page, when the request itself is wrong. */
export function oauthRefusalPage(sentence: string): string {
  return framed('Access blocked', `<h1>Access blocked</h1><p role="alert">${escaped(sentence)}</p>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function framed(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #f4f5f7; margin: 0; display: grid; min-height: 100vh; place-items: center }
main { background: #fff; border: 1px solid #d9dce1; border-radius: 8px; padding: 2rem; width: min(30rem, 88vw) }
h1 { font-size: 1.25rem; margin: 0 0 .25rem } .note, small { color: #5a6270; font-size: .875rem } small { display: block }
fieldset { border: 0; padding: 0; margin: 1rem 0 } legend { font-weight: 600; padding: 0 }
label { display: flex; gap: .75rem; align-items: baseline; padding: .375rem 0; overflow-wrap: anywhere }
.row { display: flex; gap: .75rem; justify-content: flex-end; margin-top: 1.5rem }
button { font: inherit; padding: .5rem 1.25rem; border-radius: 6px; border: 1px solid #8a929e; background: #fff; cursor: pointer }
button.main { background: #1f2937; border-color: #1f2937; color: #fff }
</style></head><body><main>${body}</main></body></html>`;
}
