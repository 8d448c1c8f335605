import { names } from '../../words/names.ts';
import type { Words } from '../../words/words.ts';

/** What a parameter of a metric is called. */
export function parameterName(words: Words, metric: string, name: string): string {
  return words.maybe(`metrics.${metric}.parameters.${name}`) ?? words.maybe(`ui.parameter.${name}`) ?? name;
}

/** The words for a choice, where there are any; a word may mean something else in one parameter than in another. */
export function choiceName(words: Words, name: string, value: string): string | undefined {
  return words.maybe(`ui.option.${name}_${value}`) ?? words.maybe(`ui.option.${value}`);
}

/** A parameter with its value as a sentence part: "Refunds: taken off". */
export function statedParameter(words: Words, metric: string, { name, value }: { name: string; value: string }): string {
  const said = choiceName(words, name, value) ?? (name === 'metric' ? names.metric(words, value) : value);
  return words.say('ui.parameters.stated', { parameter: parameterName(words, metric, name), value: said });
}
