import type { Words } from './words.ts';

/** Names of things that the catalogue or a source brings; the id where no text is written. */
export const names = {
  metric: (words: Words, id: string) => words.maybe(`metrics.${id}.name`) ?? id,
  component: (words: Words, id: string) => words.maybe(`components.${id}`) ?? id,
  family: (words: Words, id: string) => words.maybe(`families.${id}`) ?? id,
  board: (words: Words, id: string) => words.maybe(`boards.${id}`) ?? id,
  group: (words: Words, id: string) => words.maybe(`boards.groups.${id}`) ?? id,
  dimension: (words: Words, id: string) => words.maybe(`dimensions.${id}`) ?? id,
  /** Empty and null are "not set". */
  value: (words: Words, value: string | null) => (value === null || value === '' ? words.say('ui.filter.not_set') : value),
  /** `sales_document.net` or `ticket`; several of which one is enough stand with `|` between them. */
  need: (words: Words, need: string) => {
    const entities = need.split('|').map((one) => one.trim().split('.')[0] ?? one);
    return [...new Set(entities)].map((entity) => words.maybe(`ui.entity.${entity}`) ?? entity).join(' / ');
  },
};
