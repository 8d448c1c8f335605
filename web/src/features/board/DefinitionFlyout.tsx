import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { definitionQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Flyout } from '../../ui/Flyout.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { names } from '../../words/names.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './DefinitionFlyout.module.css';

interface Props {
  metric: string;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}

export function DefinitionFlyout({ metric, isOpen, onOpenChange }: Props) {
  const { words } = useLanguage();
  const name = names.metric(words, metric);
  const label = words.say('ui.metric.what_is', { name });
  return (
    <Flyout
      label={label}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      trigger={<IconButton icon="info" small label={label} className={styles.trigger} excludeFromTabOrder />}
    >
      <Content metric={metric} />
    </Flyout>
  );
}

function Content({ metric }: { metric: string }) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const { data } = useQuery(definitionQuery(metric));
  const formula = words.maybe(`metrics.${metric}.formula`) ?? data?.formula;
  return (
    <>
      <h2 className={styles.name}>{names.metric(words, metric)}</h2>
      <p>{words.maybe(`metrics.${metric}.meaning`)}</p>
      {formula && <p className={styles.formula}>{formula}</p>}
      {data && (
        <p className={styles.foot}>
          {words.say(`ui.unit.${data.unit}`)} · {words.say(`ui.better.${data.better}`)}
        </p>
      )}
      <Link {...paths.metric(metric, address)} hash="definition">
        {words.say('ui.metric.full_definition')}
      </Link>
    </>
  );
}
