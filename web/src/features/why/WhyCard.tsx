import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Search } from '../../api/client.ts';
import { whyQuery } from '../../api/queries.ts';
import type { Unit, Value, WhyAnswer, WhyDimension } from '../../api/types.ts';
import { layoutWaterfall, type WaterfallBar } from '../../charts/waterfall/layout.ts';
import { paths } from '../../paths.ts';
import { readFilters, withValue, writeFilters } from '../../state/address.ts';
import { elapsedDays } from '../../state/periods.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useFocusWhileOpen } from '../../ui/useFocusWhileOpen.ts';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import tabs from '../metric/SlicesCard.module.css';
import { causes, type Cause } from './causes.ts';
import styles from './WhyCard.module.css';

const NO_BAR: WaterfallBar = { start: 0, size: 0 };

const percent = (part: number) => `${part * 100}%`;

interface Props {
  metric: string;
  question: Search;
  close: () => void;
}

/** What moved the figure: mix and rate of every part, one dimension at a time, each a sentence and a step of a waterfall. */
export function WhyCard({ metric, question, close }: Props) {
  const { words } = useLanguage();
  const { slice: _slice, g: _grain, ...asked } = question;
  const { data, error, refetch, isPlaceholderData } = useQuery(whyQuery(metric, asked));
  const frame = useRef<HTMLDivElement>(null);
  useFocusWhileOpen(frame);
  return (
    <div ref={frame} tabIndex={-1} className={styles.frame}>
      <Card
        title={words.say('ui.why.title')}
        dimmed={isPlaceholderData}
        actions={<IconButton icon="close" label={words.say('ui.action.close')} onPress={close} />}
      >
        {error && <Problem error={error} retry={() => void refetch()} />}
        {data?.refused && <p role="status">{words.say(`ui.why.refused.${data.refused}`)}</p>}
        {data && !data.refused && <Split answer={data} />}
      </Card>
    </div>
  );
}

function Split({ answer }: { answer: WhyAnswer }) {
  const { words, figures } = useLanguage();
  const split = answer.dimensions.filter(({ state }) => state === 'split');
  const others = answer.dimensions.filter(({ state }) => state !== 'split');
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = split.find(({ dimension }) => dimension === picked) ?? split[0];
  const change = figures.effect(Number(answer.difference ?? 0), answer.unit, answer.frame.currency);
  const before = answer.change?.figure.value;
  return (
    <div className={styles.split}>
      <p className={styles.total}>
        {before && (
          <Iso>
            {words.say('ui.why.total', {
              from: figures.exact(before, answer.unit),
              to: figures.exact(answer.figure.value, answer.unit),
              change,
            })}
          </Iso>
        )}
      </p>
      {chosen ? (
        <Tabs selectedKey={chosen.dimension} onSelectionChange={(key) => setPicked(String(key))} className={tabs.tabs}>
          <TabList aria-label={words.say('ui.why.by')} className={tabs.list}>
            {split.map(({ dimension }) => (
              <Tab key={dimension} id={dimension} className={tabs.tab}>
                {names.dimension(words, dimension)}
              </Tab>
            ))}
          </TabList>
          <TabPanel key={chosen.dimension} id={chosen.dimension} className={styles.panel}>
            <Causes dimension={chosen} answer={answer} />
            <p className={styles.note}>{words.say('ui.why.adds_up', { change })}</p>
          </TabPanel>
        </Tabs>
      ) : (
        <p role="status">{words.say('ui.why.no_split')}</p>
      )}
      {others.length > 0 && (
        <p className={styles.note}>
          {others
            .map(({ dimension, state }) => `${names.dimension(words, dimension)}: ${words.say(`ui.why.state.${state}`)}`)
            .join(' · ')}
        </p>
      )}
    </div>
  );
}

function Causes({ dimension, answer }: { dimension: WhyDimension; answer: WhyAnswer }) {
  const language = useLanguage();
  const found = causes(dimension, answer, language);
  if (found.length === 0) return <p role="status">{language.words.say('ui.why.nothing')}</p>;
  const layout = layoutWaterfall(found.map(({ effect }) => effect));
  const { period, comparison } = answer.frame;
  const then = answer.change?.figure.value;
  return (
    <ol className={styles.causes}>
      {then && comparison && <Level days={elapsedDays(comparison)} value={then} unit={answer.unit} at={layout.before} />}
      {found.map((cause, index) => (
        <li key={cause.key}>
          <CauseRow cause={cause} dimension={dimension.dimension} answer={answer} bar={layout.bars[index] ?? NO_BAR} />
        </li>
      ))}
      {then && comparison && <Level days={elapsedDays(period)} value={answer.figure.value} unit={answer.unit} at={layout.now} />}
    </ol>
  );
}

/** The value before and now: a mark where the way begins and ends. */
function Level({ days, value, unit, at }: { days: [string, string]; value: Value; unit: Unit; at: number }) {
  const { format, figures } = useLanguage();
  return (
    <li className={`${styles.row} ${styles.ends}`}>
      <span className={styles.sentence}>
        <Iso>{format.range(...days)}</Iso>
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.level} style={{ insetInlineStart: percent(at) }} />
      </span>
      <span className={styles.effect}>
        <Iso>{figures.exact(value, unit)}</Iso>
      </span>
    </li>
  );
}

interface RowProps {
  cause: Cause;
  dimension: string;
  answer: WhyAnswer;
  bar: WaterfallBar;
}

/** A click opens the customers of the part. */
function CauseRow({ cause, dimension, answer, bar }: RowProps) {
  const { words, figures } = useLanguage();
  const { address } = useAddress();
  const good = answer.better === 'neither' ? undefined : (answer.better === 'higher') === cause.effect > 0;
  // Parts of a change that may be chance, or was not tested, are neither good nor bad.
  const clear = answer.change?.judgement === 'better' || answer.change?.judgement === 'worse';
  const tone = !clear || cause.effect === 0 || good === undefined ? 'neutral' : good ? 'good' : 'bad';
  const content = (
    <>
      <span className={styles.sentence}>{cause.sentence}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={`${styles.bar} ${styles[tone]}`} style={{ insetInlineStart: percent(bar.start), inlineSize: percent(bar.size) }} />
      </span>
      <span className={`${styles.effect} ${styles[`${tone}Text`]}`}>
        <Iso>{figures.effect(cause.effect, answer.unit, answer.frame.currency)}</Iso>
      </span>
    </>
  );
  if (cause.part === undefined) return <div className={styles.row}>{content}</div>;
  const filters = withValue(readFilters(address.f), dimension, cause.part ?? '', 'replace');
  const { slice: _slice, ...rest } = address;
  const f = writeFilters(filters);
  return (
    <Link
      {...paths.behind(answer.metric, f ? { ...rest, f } : rest)}
      className={styles.row}
      title={words.say('ui.why.customers_of', { part: names.value(words, cause.part, dimension) })}
    >
      {content}
    </Link>
  );
}
