import { useMemo, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { Search } from '../../api/client.ts';
import type { MetricAnswer, Point } from '../../api/types.ts';
import { LineChart } from '../../charts/line/LineChart.tsx';
import { describeSeries } from '../../charts/line/describe.ts';
import { paths } from '../../paths.ts';
import { GRAINS } from '../../state/address.ts';
import { useKeys } from '../../state/keys.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { plain } from '../../words/figures.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { formerPoints, useFormer, useFormerSentence } from '../own/former.ts';
import styles from './ChartCard.module.css';
import { bucketLabel, tickLabel } from './bucketLabel.ts';
import { ReadOut } from './ReadOut.tsx';
import { SeriesTable } from './SeriesTable.tsx';
import { useAxisLabel } from './useAxisLabel.ts';
import { useDefinitionBreaks, useLevels } from './useChartNotes.ts';

const pointsOf = (series: Point[]) => series.map(({ period, figure }) => ({ value: plain(figure.value), unfinished: period.partial }));

interface Props {
  answer: MetricAnswer;
  question: Search;
  /** The version of an own definition to draw beside the present one; null leaves the choice to the chart. */
  version: number | null;
  dimmed: boolean;
}

/** The history as a chart or as a table of exactly the same numbers. */
export function ChartCard({ answer, question, version, dimmed }: Props) {
  const language = useLanguage();
  const { words, format } = language;
  const { address, change } = useAddress();
  const navigate = useNavigate();
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const [fromZero, setFromZero] = useState(false);
  const [read, setRead] = useState<number | null>(null);
  const now = useMemo(() => pointsOf(answer.series), [answer.series]);
  const before = useMemo(() => pointsOf(answer.comparison_series), [answer.comparison_series]);
  const former = useFormer(answer, question, version);
  const then = useMemo(() => formerPoints(former, answer.series), [former, answer.series]);
  const formerSentence = useFormerSentence(former, answer);
  const axisLabel = useAxisLabel(answer);
  const levels = useLevels(answer);
  const breaks = useDefinitionBreaks(answer);
  useKeys({ KeyT: () => setForm(form === 'chart' ? 'table' : 'chart') });

  const name = names.metric(words, answer.metric);
  const money = answer.unit === 'money' || answer.unit === 'money_per_day';
  return (
    <Card
      title={money ? words.say('ui.chart.title_unit', { name, unit: format.currency(answer.frame.currency) }) : name}
      dimmed={dimmed}
      actions={
        <>
          {form === 'chart' && (
            <Button kind="quiet" aria-pressed={fromZero} onPress={() => setFromZero(!fromZero)}>
              {words.say('ui.chart.from_zero')}
            </Button>
          )}
          <Menu
            label={words.say('ui.grain.title')}
            entries={GRAINS.map((id) => ({ id, label: words.say(`ui.grain.${id}`) }))}
            chosen={answer.frame.grain}
            onChoose={(g) => change({ g: g as (typeof GRAINS)[number] })}
          >
            <Button kind="quiet">{words.say(`ui.grain.${answer.frame.grain}`)}</Button>
          </Menu>
          <Choice
            label={words.say('ui.chart.form')}
            options={[
              { id: 'chart', label: words.say('ui.chart.chart') },
              { id: 'table', label: words.say('ui.chart.table') },
            ]}
            chosen={form}
            onChoose={setForm}
          />
        </>
      }
    >
      {form === 'table' ? (
        <SeriesTable answer={answer} former={former} />
      ) : (
        <>
          <ReadOut answer={answer} former={former} index={read} />
          <LineChart
            now={now}
            before={before}
            former={then}
            share={answer.unit === 'share'}
            duration={answer.unit === 'duration'}
            fromZero={fromZero}
            direction={words.direction}
            levels={levels}
            breaks={breaks}
            description={[describeSeries(name, answer, language), formerSentence].filter(Boolean).join(' ')}
            valueLabel={axisLabel}
            timeLabel={(index) => tickLabel(answer, index, language)}
            onRead={setRead}
            onOpen={() => {
              const point = read === null ? undefined : answer.series[read];
              if (point) {
                const p = `${point.period.start}..${point.period.end}`;
                void navigate(paths.behind(answer.metric, { ...address, p }));
              }
            }}
          />
          {breaks.map(({ label }) => (
            <p key={label} className={styles.note}>
              {label}
            </p>
          ))}
          {formerSentence && <p className={styles.note}>{formerSentence}</p>}
          <p className="visually-hidden" aria-live="polite">
            {read !== null && bucketLabel(answer, read, former, language)}
          </p>
        </>
      )}
    </Card>
  );
}
