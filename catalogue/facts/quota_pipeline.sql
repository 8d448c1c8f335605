/*
fact: quota_pipeline
row: an open deal between two changes that is expected to close within a period with goals for the won value, or of which that is not known, if it is of the company, a team or a person with such a goal
refresh_by: opportunity
interval: { from: from_at, to: to_at }
columns:
  opportunity_id: { kind: text }
  from_at:        { kind: instant }
  to_at:          { kind: instant }
  counts_from:    { kind: date, meaning: first day on which no shorter period holds }
  counts_to:      { kind: date, meaning: last day on which no shorter period holds }
  is_due:         { kind: boolean, meaning: "expected to close within the period; false where there is no expected date, or one before the period that went by" }
  amount:         { kind: money, currency: currency, meaning: as it was then; empty when unknown }
  probability_percent: { kind: decimal, meaning: "chance of winning then, 0 to 100" }
  currency:       { kind: text, dimension: currency }
  customer_id:    { kind: text, dimension: customer }
  owner:          { kind: text, dimension: owner, meaning: empty where the person has no such goal }
  team:           { kind: text, dimension: team, meaning: empty where neither the team nor one of its people has such a goal }
*/
SELECT
  s.opportunity_id, s.from_at, s.from_day, s.to_at, s.to_day,
  p.counts_from, p.counts_to,
  coalesce(d.expected_close_on >= p.first_day, false) AS is_due,
  s.amount, s.probability_percent, s.currency, s.customer_id,
  CASE WHEN h.first_day IS NOT NULL THEN coalesce(s.owner, d.owner_id) END AS owner,
  CASE WHEN g.first_day IS NOT NULL THEN s.team END AS team
FROM fact.opportunity_states s
JOIN opportunity d ON d.id = s.opportunity_id
JOIN fact.quota_periods p
  ON s.from_day <= p.counts_to AND coalesce(s.to_day, p.counts_to) >= p.counts_from
 AND (d.expected_close_on IS NULL OR d.expected_close_on <= p.last_day)
LEFT JOIN fact.quota_holders c ON c.first_day = p.first_day AND c.last_day = p.last_day AND c.level = 'company'
LEFT JOIN fact.quota_holders t ON t.first_day = p.first_day AND t.last_day = p.last_day AND t.level = 'team' AND t.holder = s.team
LEFT JOIN fact.quota_holders h ON h.first_day = p.first_day AND h.last_day = p.last_day AND h.level = 'person' AND h.holder = coalesce(s.owner, d.owner_id)
LEFT JOIN (
  SELECT DISTINCT first_day, last_day, team FROM fact.quota_goals WHERE team IS NOT NULL
) g ON g.first_day = p.first_day AND g.last_day = p.last_day AND g.team = s.team
WHERE s.status = 'open' AND (c.first_day IS NOT NULL OR t.first_day IS NOT NULL OR h.first_day IS NOT NULL)
