import type { Words } from './words.ts';

const COUNTRY = /^[A-Z]{2}$/;
const CODE = /^[a-z]+(_[a-z]+)*$/;

/** Dimensions and columns whose codes mean the same in every system. In others `partner` or `normal` is a name somebody gave. */
const CODES_OF: Record<string, string> = {
  channel: 'channel',
  sales_channel: 'channel',
  ticket_channel: 'channel',
  device: 'device',
  priority: 'priority',
  kind: 'kind',
  status: 'status',
};

const regions = new Map<string, Intl.DisplayNames>();

function countryName(tag: string, code: string): string {
  const known = regions.get(tag) ?? new Intl.DisplayNames([tag], { type: 'region', fallback: 'code' });
  regions.set(tag, known);
  return known.of(code) ?? code;
}

const eithers = new Map<string, Intl.ListFormat>();

function alternatives(tag: string): Intl.ListFormat {
  const known = eithers.get(tag) ?? new Intl.ListFormat(tag, { type: 'disjunction' });
  eithers.set(tag, known);
  return known;
}

/** Names of things that the catalogue or a source brings; the id where no text is written. */
export const names = {
  metric: (words: Words, id: string) => words.maybe(`metrics.${id}.name`) ?? id,
  /** On what a figure rests that could be taken for another one, with its usual parameters. */
  basis: (words: Words, id: string) => words.maybe(`ui.basis.${id}`),
  /** A metric about another one is named with it. */
  metricOf: (words: Words, id: string, parameters: readonly { name: string; value: string }[] = []) => {
    const other = parameters.find(({ name }) => name === 'metric');
    const name = names.metric(words, id);
    return other ? words.say('ui.metric.of', { name, metric: names.metric(words, other.value) }) : name;
  },
  component: (words: Words, id: string) => words.maybe(`components.${id}`) ?? id,
  /** A column of rows; none where no text is written. */
  column: (words: Words, id: string) => words.maybe(`dimensions.${id}`) ?? words.maybe(`ui.column.${id.replace(/_day$/, '_at')}`),
  measure: (words: Words, id: string) => words.maybe(`ui.measure.${id}`) ?? id,
  family: (words: Words, id: string) => words.maybe(`families.${id}`) ?? id,
  board: (words: Words, id: string) => words.maybe(`boards.${id}`) ?? id,
  group: (words: Words, id: string) => words.maybe(`boards.groups.${id}`) ?? id,
  dimension: (words: Words, id: string) => words.maybe(`dimensions.${id}`) ?? id,
  /** Empty and null are "not set"; codes of channels and the like have words, countries their names, all else stands as it came. */
  value: (words: Words, value: string | null | undefined, dimension?: string) => {
    if (value == null || value === '') return words.say('ui.filter.not_set');
    if (dimension === 'country' && COUNTRY.test(value)) return countryName(words.tag, value);
    const table = dimension && CODES_OF[dimension];
    return (table && CODE.test(value) ? words.maybe(`ui.value.${table}.${value}`) : undefined) ?? value;
  },
  /** `sales_document.net` or `ticket`; of several one is enough. */
  need: (words: Words, need: string) => alternatives(words.tag).format(names.entities(words, need)),
  /** All that a need names: several of which one is enough stand with `|` between them. */
  entities: (words: Words, need: string) => {
    const entities = need.split('|').map((one) => one.trim().split('.')[0] ?? one);
    return [...new Set(entities)].map((entity) => words.maybe(`ui.entity.${entity}`) ?? entity);
  },
};
