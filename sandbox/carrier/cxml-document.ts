import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element of a document. `text` is all text under it, tags left out. */
export interface CxmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly CxmlNode[];
  readonly text: string;
}

/** A document or an answer that cannot be followed; `code` is the carrier's own. */
export class InstructionError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readAttributes(raw: unknown): Record<string, string> {
  if (!isRecord(raw)) return {};
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, String(value)]));
}

function textOf(parts: readonly unknown[]): string {
  let text = '';
  for (const part of parts) {
    if (!isRecord(part)) continue;
    for (const [name, value] of Object.entries(part)) {
      if (name === '#text') text += String(value);
      else if (name !== ':@' && Array.isArray(value)) text += ` ${textOf(value)} `;
    }
  }
  return text;
}

function readNodes(parts: readonly unknown[]): CxmlNode[] {
  const nodes: CxmlNode[] = [];
  for (const part of parts) {
    if (!isRecord(part)) continue;
    const name = Object.keys(part).find((key) => key !== ':@' && key !== '#text' && !key.startsWith('?'));
    if (name === undefined) continue;
    const inner = part[name];
    const content = Array.isArray(inner) ? inner : [];
    const text = textOf(content).replace(/\s+/g, ' ').trim();
    nodes.push({ name, attributes: readAttributes(part[':@']), children: readNodes(content), text });
  }
  return nodes;
}

/** The verbs of a document, in order. An empty text is an empty document. Throws `InstructionError` 12100. */
export function parseCxml(xml: string): readonly CxmlNode[] {
  if (xml.trim() === '') return [];
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new InstructionError('12100', 'document type declarations are refused');
  const verdict = XMLValidator.validate(xml);
  if (verdict !== true) throw new InstructionError('12100', `not well-formed XML: ${verdict.err.msg}`);
  const parsed: unknown = PARSER.parse(xml);
  const roots = Array.isArray(parsed) ? readNodes(parsed) : [];
  const root = roots[0];
  if (roots.length !== 1 || root?.name !== 'Response') {
    throw new InstructionError('12100', 'the root element must be <Response>');
  }
  return root.children;
}
