/*
fact: quotas
row: a goal for the won value in the days its period counts; a goal within that of the team or company is taken off there again, so that all of them add up to the largest
refresh_by: workspace
interval: { from: from_at, to: to_at }
columns:
  goal_id:     { kind: text }
  first_day:   { kind: date }
  last_day:    { kind: date }
  from_at:     { kind: instant, meaning: "a day alone, the first on which no shorter period holds" }
  to_at:       { kind: instant, meaning: "a day alone, the one after the last on which no shorter period holds" }
  counts_from: { kind: date, meaning: first day on which no shorter period holds }
  counts_to:   { kind: date, meaning: last day on which no shorter period holds }
  later_from:  { kind: date, meaning: first day after it on which a longer period around it counts; empty when there is none }
  later_to:    { kind: date, meaning: the last such day }
  whole:       { kind: money, currency: currency, meaning: "the goal; negative where it is taken off the larger one" }
  currency:    { kind: text, dimension: currency, meaning: that of the workspace where the goal names none }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
*/
WITH valued AS (
  SELECT g.*, CAST(round(g.target * coalesce(u.minor_units, 100), 0) AS BIGINT) AS whole
  FROM fact.quota_goals g
  LEFT JOIN fact.currency_units u ON u.currency = g.currency
),
company AS (SELECT first_day, last_day FROM fact.quota_holders WHERE level = 'company'),
teams AS (SELECT first_day, last_day, holder AS team FROM fact.quota_holders WHERE level = 'team'),
signed AS (
  SELECT goal_id, first_day, last_day, whole, currency, owner, team FROM valued
  UNION ALL
  -- A person's goal is part of the team's, else of the company's; a team's of the company's.
  SELECT v.goal_id, v.first_day, v.last_day, -v.whole, v.currency, CAST(NULL AS VARCHAR), t.team
  FROM valued v
  LEFT JOIN teams t
    ON t.first_day = v.first_day AND t.last_day = v.last_day AND t.team = CASE WHEN v.level = 'person' THEN v.team END
  LEFT JOIN company c ON c.first_day = v.first_day AND c.last_day = v.last_day
  WHERE v.level <> 'company' AND (t.team IS NOT NULL OR c.first_day IS NOT NULL)
)
SELECT
  s.goal_id, s.first_day, s.last_day,
  CAST(NULL AS TIMESTAMP) AS from_at, p.counts_from AS from_day,
  CAST(NULL AS TIMESTAMP) AS to_at, CAST(add_days(p.counts_to, 1) AS DATE) AS to_day,
  p.counts_from, p.counts_to, p.later_from, p.later_to,
  s.whole, s.currency, CAST(NULL AS VARCHAR) AS customer_id, s.owner, s.team
FROM signed s
JOIN fact.quota_periods p ON p.first_day = s.first_day AND p.last_day = s.last_day
