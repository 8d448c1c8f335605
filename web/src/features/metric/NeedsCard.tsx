import { Link } from '@tanstack/react-router';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Card } from '../../ui/Card.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';

/** What has to be imported before the metric can be computed. */
export function NeedsCard({ needs }: { needs: string[] }) {
  const { words, format } = useLanguage();
  const { address } = useAddress();
  const list = format.list([...new Set(needs.map((need) => names.need(words, need)))]);
  return (
    <Card title={words.say('ui.reason.needs_data')}>
      <p>{words.say('ui.metric.needs_list', { needs: list })}</p>
      <p>
        <Link {...paths.newImport(address)}>{words.say('ui.imports.add')}</Link>
      </p>
    </Card>
  );
}
