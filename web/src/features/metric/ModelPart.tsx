import type { ModelAnswer } from '../../api/types.ts';
import { DefinitionList } from '../../ui/DefinitionList.tsx';
import { useLanguage } from '../../words/useLanguage.ts';

/** What was fitted, on whom, and how well it explains them. */
export function ModelPart({ model }: { model: ModelAnswer }) {
  const { words, format } = useLanguage();
  const say = (key: string) => words.say(`ui.receipt.model.${key}`);
  const number = (value: number | null | undefined, digits = 0) => (value == null ? undefined : format.number(value, digits));
  const parameters = model.parameters.map(({ name, value }) => `${name} = ${format.number(value, 4)}`);
  return (
    <DefinitionList
      entries={[
        { term: say('why_not'), text: model.refusal ? say(`refusal.${model.refusal}`) : undefined },
        { term: say('parameters'), text: parameters.join(' · '), code: true },
        { term: say('origin'), text: parameters.length > 0 ? say(model.fitted ? 'fitted' : 'given') : undefined },
        { term: say('log_likelihood'), text: number(model.log_likelihood, 1) },
        { term: say('value_log_likelihood'), text: number(model.value_log_likelihood, 1) },
        { term: say('correlation'), text: number(model.frequency_value_correlation, 3) },
        { term: say('customers'), text: number(model.customers) },
        { term: say('repeat_customers'), text: number(model.repeat_customers) },
        { term: say('value_customers'), text: number(model.value_customers) },
        { term: say('one_time_buyers'), text: number(model.expected_one_time_buyers) },
      ]}
    />
  );
}
