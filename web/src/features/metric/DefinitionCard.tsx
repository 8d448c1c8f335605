import { useQuery } from '@tanstack/react-query';
import { definitionQuery } from '../../api/queries.ts';
import { Card } from '../../ui/Card.tsx';
import { DefinitionList } from '../../ui/DefinitionList.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';

/** What the metric means, how it is computed and what it stands on. */
export function DefinitionCard({ metric }: { metric: string }) {
  const { words, format } = useLanguage();
  const { data, error, refetch } = useQuery(definitionQuery(metric));
  const text = (part: string) => words.maybe(`metrics.${metric}.${part}`);
  // An own definition is counted by its kept texts; the number its author wrote in it may stay the same.
  // `measure` alone says no more than the meaning does.
  const formula = data?.formula === 'measure' ? undefined : data?.formula;
  return (
    <Card title={words.say('ui.metric.definition')} anchor="definition">
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && (
        <DefinitionList
          entries={[
            { term: words.say('ui.metric.meaning'), text: text('meaning') },
            { term: words.say('ui.metric.formula'), text: text('formula') ?? formula, code: text('formula') === undefined },
            { term: words.say('ui.metric.counts'), text: text('counts') },
            { term: words.say('ui.metric.counts_not'), text: text('counts_not') },
            { term: words.say('ui.metric.unit'), text: words.say(`ui.unit.${data.unit}`) },
            { term: words.say('ui.metric.better'), text: words.say(`ui.better.${data.better}`) },
            {
              term: words.say('ui.metric.needs'),
              text: format.list([...new Set(data.reads.map((need) => names.need(words, need)))]),
            },
            {
              term: words.say('ui.metric.minimum_n'),
              text: data.minimum_n == null ? undefined : format.number(data.minimum_n),
            },
            { term: words.say('ui.metric.id'), text: `${data.id} · v${data.version}`, code: true },
          ]}
        />
      )}
    </Card>
  );
}
