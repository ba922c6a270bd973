import { type Description, type Operation, templateSegments } from './description';
import { at, isObject, type JsonObject, objectAt, pointer } from './json';
import { schemaSet } from './schema-set';

/** A place in a description that is known to be wrong, and what stands there in truth. */
export interface Correction {
  /** Members down to the place. */
  readonly path: readonly string[];
  readonly schema: unknown;
  readonly why: string;
}

interface OpenApiOptions {
  /** Bare `type: object` means "of a type that the generator could not name". */
  readonly bareObjectsAreUnknown?: boolean;
  readonly corrections?: readonly Correction[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const BODY_TYPES = ['application/json', 'application/x-www-form-urlencoded'];

/** An OpenAPI document (3.0 or 3.1), ready to be held against exchanges. */
export function openApiDescription(document: JsonObject, options: OpenApiOptions = {}): Description {
  const corrected = structuredClone(document) as Record<string, unknown>;
  for (const correction of options.corrections ?? []) correct(corrected, correction);
  const plain = toJsonSchema(corrected, options.bareObjectsAreUnknown === true) as JsonObject;
  return { operations: operationsOf(plain), ...schemaSet(plain) };
}

function correct(document: Record<string, unknown>, { path, schema }: Correction): void {
  const parent = at(document, ...path.slice(0, -1));
  const last = path.at(-1);
  if (!isObject(parent) || last === undefined || !(last in parent))
    throw new Error(`The description has no ${path.join(' › ')} to correct.`);
  Object.assign(parent, { [last]: schema });
}

/**
 * What the 3.0 dialect says otherwise than JSON schema. `oneOf` becomes `anyOf`: the alternatives of these descriptions
 * are classes that overlap, not cases that exclude each other.
 */
function toJsonSchema(value: unknown, bareIsUnknown: boolean): unknown {
  if (Array.isArray(value)) return value.map((member) => toJsonSchema(member, bareIsUnknown));
  if (!isObject(value)) return value;
  const { oneOf, nullable, example: _example, discriminator: _discriminator, ...rest } = value;
  const converted: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([name, member]) => [name, toJsonSchema(member, bareIsUnknown)]),
  );
  if (Array.isArray(oneOf)) converted.anyOf = toJsonSchema(oneOf, bareIsUnknown);
  const isBare =
    converted.type === 'object' &&
    !['properties', 'additionalProperties', 'anyOf', 'allOf'].some((name) => name in converted);
  if (bareIsUnknown && isBare) delete converted.type;
  return nullable === true ? { anyOf: [{ type: 'null' }, converted] } : converted;
}

function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(at(item, method))).map((method) => operationOf(document, path, method)),
  );
}

function operationOf(document: JsonObject, path: string, method: string): Operation {
  const operation = objectAt(document, 'paths', path, method);
  const here = ['paths', path, method];
  const parameters = [
    ...parametersAt(document, ['paths', path, 'parameters']),
    ...parametersAt(document, [...here, 'parameters']),
  ];
  const bodyType = BODY_TYPES.find((type) => isObject(at(operation, 'requestBody', 'content', type)));
  return {
    method: method.toUpperCase(),
    segments: templateSegments(path),
    query: new Map(
      parameters
        .filter(({ parameter }) => parameter.in === 'query')
        .map(({ parameter, place }) => [
          String(parameter.name),
          {
            schema: pointer(...place, 'schema'),
            required: parameter.required === true,
            isList: at(parameter, 'schema', 'type') === 'array',
          },
        ]),
    ),
    requiredHeaders: parameters
      .filter(({ parameter }) => parameter.in === 'header' && parameter.required === true)
      .map(({ parameter }) => String(parameter.name).toLowerCase()),
    body: bodyType
      ? {
          schema: pointer(...here, 'requestBody', 'content', bodyType, 'schema'),
          required: at(operation, 'requestBody', 'required') === true,
        }
      : null,
    answers: new Map(
      Object.entries(objectAt(operation, 'responses')).map(([status, response]) => [
        status,
        isObject(at(response, 'content', 'application/json', 'schema'))
          ? pointer(...here, 'responses', status, 'content', 'application/json', 'schema')
          : null,
      ]),
    ),
  };
}

function parametersAt(document: JsonObject, place: string[]): { parameter: JsonObject; place: string[] }[] {
  const list = at(document, ...place);
  if (!Array.isArray(list)) return [];
  return list.flatMap((parameter: unknown, index) => {
    if (!isObject(parameter)) return [];
    if (typeof parameter.$ref !== 'string') return [{ parameter, place: [...place, String(index)] }];
    const path = parameter.$ref.slice(2).split('/');
    return [{ parameter: objectAt(document, ...path), place: path }];
  });
}
