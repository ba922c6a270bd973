import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Description, SchemaRef } from './description';
import { isObject, type JsonObject, resolve } from './json';

/** Validation against any schema inside one document, by JSON pointer. */
export function schemaSet(document: JsonObject): Pick<Description, 'validate' | 'membersOf'> {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, coerceTypes: false });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: 'official' });
  return {
    validate(schema, value) {
      const check = ajv.getSchema(`official${schema}`) ?? ajv.compile({ $ref: `official${schema}` });
      return check(value) ? [] : sentences(check.errors ?? []);
    },
    membersOf: (schema) => membersOf(document, schema, resolve(document, schema)),
  };
}

/** Errors that say most come first: of alternatives that all fail, the deepest. */
function sentences(errors: readonly ErrorObject[]): string[] {
  return [...errors]
    .sort((a, b) => b.instancePath.length - a.instancePath.length)
    .slice(0, 4)
    .map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
}

function membersOf(document: JsonObject, reference: SchemaRef, schema: unknown, depth = 0): ReadonlySet<string> | null {
  if (!isObject(schema) || depth > 10) return null;
  if (typeof schema.$ref === 'string')
    return membersOf(document, schema.$ref, resolve(document, schema.$ref), depth + 1);
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => (Array.isArray(schema[name]) ? schema[name] : []));
  if (!isObject(schema.properties) && parts.length === 0) return null;
  if (schema.additionalProperties === true || isObject(schema.additionalProperties)) return null;
  const members = new Set(Object.keys(isObject(schema.properties) ? schema.properties : {}));
  for (const part of parts) {
    const more = membersOf(document, reference, part, depth + 1);
    if (more === null) return null;
    for (const member of more) members.add(member);
  }
  return members;
}
