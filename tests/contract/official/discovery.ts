import { type Description, type Operation, templateSegments } from './description';
import { at, isObject, type JsonObject, objectAt, pointer } from './json';
import { schemaSet } from './schema-set';

/** A Google discovery document, ready to be held against exchanges. */
export function discoveryDescription(document: JsonObject): Description {
  const plain = toJsonSchema(document) as JsonObject;
  return { operations: resourcesOf(document, document.resources), ...schemaSet(plain) };
}

/** References by name, `required` as a flag, bounds as texts: what discovery says otherwise than JSON schema. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (!isObject(value)) return value;
  const { id: _id, required, $ref, type, minimum, maximum, ...rest } = value;
  const converted: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([name, member]) => [name, toJsonSchema(member)]),
  );
  if (Array.isArray(required)) converted.required = required;
  if (typeof $ref === 'string') converted.$ref = pointer('schemas', $ref);
  else if (isObject($ref)) converted.$ref = toJsonSchema($ref);
  if (type !== undefined && type !== 'any') converted.type = toJsonSchema(type);
  // A schema may have members that are called like these keywords.
  for (const [name, member] of Object.entries({ id: _id, minimum, maximum })) {
    if (isObject(member)) converted[name] = toJsonSchema(member);
    else if (name !== 'id' && typeof member === 'string') converted[name] = Number(member);
  }
  if (isObject(required)) converted.required = toJsonSchema(required);
  return converted;
}

function resourcesOf(document: JsonObject, resources: unknown, path: string[] = ['resources']): Operation[] {
  return Object.entries(isObject(resources) ? resources : {}).flatMap(([name, resource]) => [
    ...Object.keys(objectAt(resource, 'methods')).map((method) =>
      operationOf(document, [...path, name, 'methods', method]),
    ),
    ...resourcesOf(document, at(resource, 'resources'), [...path, name, 'resources']),
  ]);
}

function operationOf(document: JsonObject, path: string[]): Operation {
  const method = objectAt(document, ...path);
  const parameters = [
    ...Object.entries(objectAt(document, 'parameters')).map(([name, it]) => ({
      name,
      it,
      place: ['parameters', name],
    })),
    ...Object.entries(objectAt(method, 'parameters')).map(([name, it]) => ({
      name,
      it,
      place: [...path, 'parameters', name],
    })),
  ];
  const request = at(method, 'request', '$ref');
  const response = at(method, 'response', '$ref');
  return {
    method: String(method.httpMethod),
    segments: templateSegments(`${document.servicePath}${method.path}`),
    query: new Map(
      parameters
        .filter(({ it }) => at(it, 'location') === 'query')
        .map(({ name, it, place }) => [
          name,
          { schema: pointer(...place), required: at(it, 'required') === true, isList: at(it, 'repeated') === true },
        ]),
    ),
    requiredHeaders: ['authorization'],
    body: typeof request === 'string' ? { schema: pointer('schemas', request), required: true } : null,
    answers: new Map(
      typeof response === 'string'
        ? [['200', pointer('schemas', response)]]
        : [
            ['200', null],
            ['204', null],
          ],
    ),
  };
}
