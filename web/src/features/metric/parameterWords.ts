import type { ParameterAnswer } from '../../api/types.ts';
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

/** What does not count because it says something else than most, such as answers on another scale; none where all say the same. */
export function leftOut(words: Words, metric: string, { name, found }: ParameterAnswer): string | undefined {
  const [main, ...others] = found ?? [];
  if (!main || others.length === 0) return undefined;
  const said = (value: string) => choiceName(words, name, value) ?? value;
  const withRows = others.map(({ value, rows }) => words.say('ui.parameters.with_rows', { value: said(value), rows }));
  return words.say('ui.parameters.left_out', { parameter: parameterName(words, metric, name), value: said(main.value), others: withRows.join(', ') });
}
