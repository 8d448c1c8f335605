import { useQuery } from '@tanstack/react-query';
import { workspaceQuery } from '../../api/queries.ts';
import type { SourceFreshness, Workspace } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Flyout } from '../../ui/Flyout.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './Freshness.module.css';

const DAY = 86_400;

/** Seconds since the newest import, by the workspace's clock. */
function ageOf(workspace: Workspace, source: SourceFreshness): number {
  return (Date.parse(workspace.now) - Date.parse(source.last_import_at)) / 1000;
}

/** Green up to a day after the last import of the slowest source, amber after that; always with words. */
export function Freshness() {
  const { words, format } = useLanguage();
  const { data: workspace } = useQuery(workspaceQuery);
  if (!workspace || workspace.sources.length === 0) return null;
  const ages = workspace.sources.map((source) => ageOf(workspace, source));
  const stale = Math.max(...ages) > DAY;
  const say = (age: number, source: SourceFreshness) =>
    age < DAY ? format.relative(-age) : format.date(source.last_import_at.slice(0, 10));
  const newest = workspace.sources[ages.indexOf(Math.min(...ages))];
  if (!newest) return null;
  const label = words.say('ui.freshness.title');
  return (
    <Flyout
      label={label}
      trigger={
        <Button kind="quiet" aria-label={`${label}: ${say(ageOf(workspace, newest), newest)}`}>
          <span className={styles.dot} data-stale={stale || undefined} />
          <span className={styles.text}>
            <Iso>{say(ageOf(workspace, newest), newest)}</Iso>
          </span>
        </Button>
      }
    >
      <h2 className={styles.title}>{label}</h2>
      <dl className={styles.sources}>
        {workspace.sources.map((source) => (
          <div key={source.source}>
            <dt>{source.source}</dt>
            <dd title={format.dateTime(source.last_import_at, workspace.zone)}>
              <Iso>{say(ageOf(workspace, source), source)}</Iso>
            </dd>
          </div>
        ))}
      </dl>
    </Flyout>
  );
}
