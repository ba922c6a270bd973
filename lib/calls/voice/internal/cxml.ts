/** An element of a cXML document. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string | number | undefined>>;
  children: readonly (XmlElement | string)[];
}

/** An element. Undefined attributes are left out; text is escaped when written. */
export function element(
  name: string,
  attributes: XmlElement['attributes'] = {},
  ...children: (XmlElement | string)[]
): XmlElement {
  return { name, attributes, children };
}

/** A document of these verbs, in order. */
export function cxmlDocument(...verbs: XmlElement[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(element('Response', {}, ...verbs))}`;
}

function write(node: XmlElement | string): string {
  if (typeof node === 'string') return escapeXml(node);
  const attributes = Object.entries(node.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
  const inner = node.children.map(write).join('');
  return inner === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${inner}</${node.name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes text for XML; characters that XML can't represent become spaces. */
function escapeXml(text: string): string {
  let escaped = '';
  for (const character of text) escaped += ENTITIES[character] ?? (isXmlCharacter(character) ? character : ' ');
  return escaped;
}

function isXmlCharacter(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  return !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
}
