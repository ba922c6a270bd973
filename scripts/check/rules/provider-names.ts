import type { Node } from '@babel/types';
import { TEST_BESIDE } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import { lineOf, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

/** Folders that ask what a calendar provider can do, never which one it is. */
const SCOPE = ['calendars', 'http', 'webhook-inbox', 'bookings', 'leads', 'attendance', 'funnel'];
/** The composition: it lists the providers. */
const REGISTRY = 'lib/calendars/registry.ts';

const NAMES = 'calcom|calendly|google|outlook|microsoft|sandbox';
const IN_TEXT = new RegExp(String.raw`\bcal\.com\b|(?<![a-z])(?:${NAMES})(?![a-z])`, 'i');
/** A mail domain such as `outlook.com` names no provider. */
const MAIL_DOMAIN = new RegExp(String.raw`(?<![\w./@-])(?:${NAMES})\.[a-z]{2,}`, 'gi');
const WORD = new RegExp(`^(?:${NAMES})$`, 'i');

function namedBy(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name.split(/_|(?<=[a-z\d])(?=[A-Z])/).find((word) => WORD.test(word));
  const text =
    node.type === 'StringLiteral' ? node.value : node.type === 'TemplateElement' ? node.value.raw : undefined;
  return text?.replace(MAIL_DOMAIN, '').match(IN_TEXT)?.[0];
}

/** Outside its own folder a calendar provider is a set of capabilities, not a name. */
export function providerNames(project: Project): Violation[] {
  return project
    .code()
    .filter(
      (file) =>
        SCOPE.some((folder) => isWithin(file, `lib/${folder}`)) &&
        !file.includes('/providers/') &&
        file !== REGISTRY &&
        !TEST_BESIDE.test(file),
    )
    .flatMap((file) => {
      const named = new Map<number, string>();
      for (const node of nodesOf(project.syntax(file))) {
        const name = namedBy(node);
        if (name !== undefined) named.set(lineOf(node), name);
      }
      return [...named].map(([line, name]) => ({
        file,
        line,
        rule: 'provider-name',
        advice: `do not name ${name}: ask for a capability of its module (lib/calendars/provider-module.ts)`,
      }));
    });
}
