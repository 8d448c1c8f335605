import type { Receipt, Unit } from '../../api/types.ts';
import { elapsedDays } from '../../state/periods.ts';
import { DefinitionList } from '../../ui/DefinitionList.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { MeasureReceiptPart } from './MeasureReceiptPart.tsx';
import { statedParameter } from './parameterWords.ts';
import { useReceiptNumbers } from './useReceiptNumbers.ts';
import styles from './ReceiptPanel.module.css';

/** The formula with its numbers, what was counted and left out, sources and version. */
export function ReceiptBody({ receipt, unit }: { receipt: Receipt; unit: Unit }) {
  const { words, format } = useLanguage();
  const { frame, figure } = receipt;
  const numbers = useReceiptNumbers(receipt, unit);
  const filters = frame.filters.map(({ dimension, values, exclude }) =>
    words.say(exclude ? 'ui.filter.is_not' : 'ui.filter.is', {
      dimension: names.dimension(words, dimension),
      values: format.list(values.map((value) => names.value(words, value, dimension))),
    }),
  );
  return (
    <>
      <section className={styles.part}>
        <h3>{words.say('ui.metric.formula')}</h3>
        <p className={styles.formula}>
          <code dir="ltr">{receipt.formula}</code>
          <br />
          <span dir="ltr">{numbers.formula}</span> = <Iso className={styles.result}>{numbers.result}</Iso>
        </p>
      </section>
      <section className={styles.part}>
        <h3>{words.say('ui.receipt.counted')}</h3>
        {receipt.measures.map((measure) => (
          <MeasureReceiptPart key={measure.name} measure={measure} currency={frame.currency} />
        ))}
        <DefinitionList
          entries={[
            { term: 'n', text: format.number(figure.n) },
            { term: words.say('ui.receipt.pending'), text: figure.pending ? format.number(figure.pending) : undefined },
            { term: words.say('ui.receipt.missing_fx'), text: figure.missing_fx ? format.number(figure.missing_fx) : undefined },
          ]}
        />
      </section>
      <section className={styles.part}>
        <h3>{words.say('ui.receipt.stands_on')}</h3>
        <DefinitionList
          entries={[
            { term: words.say('ui.period.title'), text: format.range(frame.period.start, frame.period.end) },
            {
              term: words.say('ui.comparison.title'),
              text: frame.comparison ? format.range(...elapsedDays(frame.comparison)) : undefined,
            },
            { term: words.say('ui.filter.title'), text: filters.join('; ') },
            {
              term: words.say('ui.parameters.title'),
              text: receipt.parameters
                .map((parameter) => withFound(statedParameter(words, receipt.metric, parameter), parameter.found))
                .join('; '),
            },
            {
              term: words.say('ui.receipt.scope'),
              text: receipt.scope === 'everything' ? words.say('ui.receipt.everything') : receipt.scope,
            },
            { term: words.say('ui.receipt.as_of'), text: format.dateTime(frame.as_of, frame.zone) },
            { term: words.say('ui.receipt.zone'), text: frame.zone, code: true },
            { term: words.say('ui.receipt.version'), text: `${receipt.metric} v${receipt.definition_version}`, code: true },
            { term: words.say('ui.receipt.data_version'), text: String(frame.data_version), code: true },
            { term: words.say('ui.receipt.fingerprint'), text: receipt.fingerprint, code: true },
          ]}
        />
      </section>
      <section className={styles.part}>
        <h3>{words.say('ui.freshness.title')}</h3>
        <DefinitionList
          entries={receipt.sources.map((source) => ({
            term: source.source,
            text: words.say('ui.receipt.source', {
              rows: source.rows,
              time: format.dateTime(source.last_import_at, frame.zone),
            }),
          }))}
        />
      </section>
    </>
  );
}

/** A word that stands for what most rows say is followed by all they say, with their number, the one taken first. */
function withFound(stated: string, found: Receipt['parameters'][number]['found']): string {
  const said = found?.map(({ value, rows }) => `${value}: ${rows}`).join(', ');
  return said ? `${stated} (${said})` : stated;
}
