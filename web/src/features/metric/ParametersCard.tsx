import { useQuery } from '@tanstack/react-query';
import { definitionQuery } from '../../api/queries.ts';
import type { ParameterAnswer } from '../../api/types.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { ParameterField } from './ParameterField.tsx';
import styles from './ParametersCard.module.css';

interface Props {
  metric: string;
  inForce: ParameterAnswer[];
}

/** What can be set: windows, options. A changed parameter stands in the address. */
export function ParametersCard({ metric, inForce }: Props) {
  const { words } = useLanguage();
  const { change } = useAddress();
  const { data } = useQuery(definitionQuery(metric));
  if (!data || data.parameters.length === 0) return null;
  const changed = inForce.filter((parameter) => !parameter.is_default);
  return (
    <Card
      title={words.say('ui.parameters.title')}
      actions={
        changed.length > 0 && (
          <Button
            kind="quiet"
            onPress={() => change(Object.fromEntries(changed.map(({ name }) => [`param.${name}`, undefined])))}
          >
            {words.say('ui.parameters.reset')}
          </Button>
        )
      }
    >
      <div className={styles.fields}>
        {data.parameters.map((definition) => (
          <ParameterField
            key={`${definition.name}${inForce.find(({ name }) => name === definition.name)?.value}`}
            metric={metric}
            definition={definition}
            value={inForce.find(({ name }) => name === definition.name)?.value ?? definition.default}
            onChange={(value) =>
              change({
                [`param.${definition.name}`]: value === definition.default ? undefined : value,
                // Another metric is cut by something else.
                ...(definition.kind === 'metric' && { slice: undefined }),
              })
            }
          />
        ))}
      </div>
    </Card>
  );
}
