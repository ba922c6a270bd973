export type JsonObject = { readonly [member: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: unknown, ...path: string[]): JsonObject {
  const found = at(value, ...path);
  return isObject(found) ? found : {};
}

export function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((within, name) => (isObject(within) ? within[name] : undefined), value);
}

/** The path as a JSON pointer in a URI fragment. */
export function pointer(...path: string[]): string {
  return `#/${path.map((name) => encodeURIComponent(name.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')}`;
}

/** The value that a pointer made by `pointer` names. */
export function resolve(root: unknown, reference: string): unknown {
  const path = reference.slice(2).split('/');
  return at(root, ...path.map((part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~')));
}
