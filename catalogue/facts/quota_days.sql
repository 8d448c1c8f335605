/*
fact: quota_days
row: one day's part of a goal for the won value, on the days its period counts; a goal of a month is spread evenly over its days
refresh_by: workspace
columns:
  goal_id:     { kind: text }
  day:         { kind: date }
  target:      { kind: money, currency: currency, meaning: the day's part }
  currency:    { kind: text, dimension: currency }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
*/
-- What is due up to a day, less what was due the day before: parts of whole minor units that add up to the goal.
SELECT
  q.goal_id,
  k.day,
  CASE
    WHEN k.day = q.last_day THEN q.whole
    ELSE CAST(floor(CAST(q.whole AS DOUBLE) * (days_between(q.first_day, k.day) + 1) / (days_between(q.first_day, q.last_day) + 1)) AS BIGINT)
  END - CAST(floor(CAST(q.whole AS DOUBLE) * days_between(q.first_day, k.day) / (days_between(q.first_day, q.last_day) + 1)) AS BIGINT) AS target,
  q.currency,
  q.customer_id,
  q.owner,
  q.team
FROM fact.quotas q
JOIN calendar_day k ON k.day >= q.counts_from AND k.day <= q.counts_to
