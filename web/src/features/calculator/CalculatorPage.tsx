import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { calculatorOwnQuery, calculatorQuery } from '../../api/queries.ts';
import { useShownFrame } from '../../state/frame.ts';
import { typedNumbers, type Address } from '../../state/address.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import styles from './CalculatorPage.module.css';
import { NumberInput } from './NumberInput.tsx';
import { ResultRow } from './ResultRow.tsx';
import { WhatIfCard } from './WhatIfCard.tsx';

/** Type numbers, see what follows; the address holds all of them. */
export function CalculatorPage() {
  const { words, format } = useLanguage();
  const { address, change } = useAddress();
  const typed = typedNumbers(address);
  const { data, error, refetch } = useQuery(calculatorQuery(typed));
  const own = useQuery(calculatorOwnQuery({ p: address.p, f: address.f }));
  const title = words.say('ui.page.calculator');
  useTitle(title);
  useShownFrame(own.data?.frame);
  const set = (id: string, value: string | undefined) => change({ [`param.${id}`]: value }, { replace: true });
  const clear = () =>
    change(Object.fromEntries(Object.keys(typed).map((name) => [name, undefined])) as Partial<Address>);
  const option = (metric: string, parameter: string, value: string | undefined) =>
    change({ [`param.${metric}.${parameter}`]: value }, { replace: true });
  const inputs = data?.sections.flatMap((section) => section.inputs) ?? [];
  const writeInput = (id: string, value: string) => {
    const unit = inputs.find((input) => input.id === id)?.unit;
    return unit === 'share' ? format.share(Number(value), 2) : format.number(Number(value), 8);
  };
  const ownFigure = (metric: string) => own.data?.figures.find((known) => known.metric === metric)?.figure;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        <p>
          {words.say('ui.calculator.lead')} {words.say('ui.calculator.period_note')}
        </p>
        <Button onPress={clear} isDisabled={Object.keys(typed).length === 0}>
          {words.say('ui.calculator.clear')}
        </Button>
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && (
        <nav aria-label={words.say('ui.calculator.sections')}>
          <ul className={styles.jump}>
            {data.sections.map(({ id }) => (
              <li key={id}>
                <Link to="." search={true} hash={id}>
                  {words.say(`calculator.sections.${id}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {data && <WhatIfCard data={data} value={address.what_if} onChange={(what_if) => change({ what_if }, { replace: true })} />}
      {data?.sections.map((section) => (
        <Card key={section.id} anchor={section.id} title={words.say(`calculator.sections.${section.id}`)}>
          <div className={styles.columns}>
            <div className={styles.fields} role="group" aria-label={words.say('ui.calculator.numbers')}>
              {section.inputs.map((input) => (
                <NumberInput
                  key={`${input.id} ${typed[`param.${input.id}`] === undefined}`}
                  input={input}
                  currency={data.currency}
                  value={typed[`param.${input.id}`]}
                  onChange={(value) => set(input.id, value)}
                />
              ))}
            </div>
            <ul className={styles.results} aria-label={words.say('ui.calculator.results')}>
              {section.results.map((result) => (
                <ResultRow
                  key={result.metric}
                  result={result}
                  own={ownFigure(result.metric)}
                  currency={data.currency}
                  step={data.step}
                  writeInput={writeInput}
                  onChoose={(parameter, value) => option(result.metric, parameter, value)}
                />
              ))}
            </ul>
          </div>
        </Card>
      ))}
    </div>
  );
}
