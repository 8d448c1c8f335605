import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { definitionQuery, versionQuery, workspaceQuery } from '../../api/queries.ts';
import type { Search } from '../../api/client.ts';
import type { MetricAnswer, Version } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';
import { bucketName } from '../metric/bucketLabel.ts';
import { useVersions, versionName } from './former.ts';
import styles from './own.module.css';

interface Props {
  metric: string;
  question: Search;
  answer: MetricAnswer | undefined;
  /** The version that stands beside the present one, here and on the chart. */
  picked: number | null;
  onPick: (version: number | null) => void;
}

/** The texts an own definition has had, and what an earlier one would say today. Nothing for the program's metrics. */
export function VersionsCard({ metric, question, answer, picked, onPick }: Props) {
  const language = useLanguage();
  const { words, format } = language;
  const { address } = useAddress();
  const definition = useQuery(definitionQuery(metric));
  const own = definition.data?.own_path;
  const versions = useVersions(metric);
  const workspace = useQuery(workspaceQuery);
  if (own == null || !versions) return null;
  const earlier = versions.slice(0, -1).filter(({ text }) => text !== null);
  const sameDay = (day: string) => versions.filter((known) => known.day === day).length > 1;
  const chosen = earlier.find(({ version }) => version === picked);
  return (
    <Card title={words.say('ui.own.versions')} actions={<Link {...paths.own(address, own)} className={styles.action}>{words.say('ui.own.edit')}</Link>}>
      <ul className={styles.files}>
        {versions.map(({ version, stated, day, saved_at: savedAt, text }) => (
          <li key={version}>
            {words.say('ui.own.version', { version: stated ?? version, day: sameDay(day) ? format.dateTime(savedAt, workspace.data?.zone) : format.date(day) })}
            {text === null && ` ${words.say('ui.own.removed')}`}
            {earlier.some((known) => known.version === version) && (
              <Button kind="quiet" aria-pressed={version === picked} onPress={() => onPick(version === picked ? null : version)}>
                {words.say('ui.own.compare')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {chosen && answer && <SideBySide metric={metric} question={question} then={chosen} name={versionName(chosen, versions, language)} now={answer} text={versions.at(-1)?.text ?? ''} />}
    </Card>
  );
}

interface SideProps {
  metric: string;
  question: Search;
  then: Version;
  name: string;
  now: MetricAnswer;
  text: string;
}

function SideBySide({ metric, question, then, name, now, text }: SideProps) {
  const language = useLanguage();
  const { words, figures, format } = language;
  const old = useQuery(versionQuery(metric, then.version, question));
  if (old.error) return <Problem error={old.error} retry={() => void old.refetch()} />;
  if (!old.data) return null;
  const before = old.data;
  const heads = [name, words.say('ui.chart.now')];
  return (
    <>
      <div className={table.region} tabIndex={0} role="group" aria-label={words.say('ui.own.compare')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.say('ui.period.title')}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className={table.number}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.whole}>
              <td>
                <Iso>{format.range(now.frame.period.start, now.frame.period.end)}</Iso>
              </td>
              <td className={table.number}>
                <Iso>{figures.exact(before.figure.value, before.unit)}</Iso>
              </td>
              <td className={table.number}>
                <Iso>{figures.exact(now.figure.value, now.unit)}</Iso>
              </td>
            </tr>
            {now.series.map(({ period, figure }, index) => (
              <tr key={period.start}>
                <td>
                  <Iso>{bucketName(period, now, language)}</Iso>
                </td>
                <td className={table.number}>
                  <Iso>{before.series[index] ? figures.exact(before.series[index].figure.value, before.unit) : '–'}</Iso>
                </td>
                <td className={table.number}>
                  <Iso>{figures.exact(figure.value, now.unit)}</Iso>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.texts} dir="ltr">
        <Text text={then.text ?? ''} other={text} />
        <Text text={text} other={then.text ?? ''} />
      </div>
    </>
  );
}

/** A text with the lines marked that the other one does not have. */
function Text({ text, other }: { text: string; other: string }) {
  const known = new Set(other.split('\n'));
  return (
    <pre tabIndex={0}>
      {text.split('\n').map((line, index) => (
        <span key={index} data-changed={!known.has(line) || undefined}>
          {line}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}
