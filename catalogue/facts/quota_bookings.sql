/*
fact: quota_bookings
row: a booking within a period that has goals for the won value, if it is of the company, a team or a person with such a goal
refresh_by: opportunity
columns:
  opportunity_id: { kind: text }
  booked_at:      { kind: instant }
  first_day:      { kind: date }
  last_day:       { kind: date }
  counts_from:    { kind: date, meaning: first day on which no shorter period holds }
  counts_to:      { kind: date, meaning: last day on which no shorter period holds }
  later_from:     { kind: date, meaning: first day after it on which a longer period around it counts; empty when there is none }
  later_to:       { kind: date, meaning: the last such day }
  amount:         { kind: money, currency: currency }
  currency:       { kind: text, dimension: currency }
  customer_id:    { kind: text, dimension: customer }
  owner:          { kind: text, dimension: owner, meaning: empty where the person has no such goal }
  team:           { kind: text, dimension: team, meaning: empty where neither the team nor one of its people has such a goal }
*/
SELECT
  b.opportunity_id, b.booked_at, b.booked_day,
  p.first_day, p.last_day, p.counts_from, p.counts_to, p.later_from, p.later_to,
  b.amount, b.currency, b.customer_id,
  CASE WHEN h.first_day IS NOT NULL THEN coalesce(b.owner, d.owner_id) END AS owner,
  CASE WHEN g.first_day IS NOT NULL THEN b.team END AS team
FROM fact.bookings b
JOIN fact.quota_periods p ON b.booked_day >= p.first_day AND b.booked_day <= p.last_day
JOIN opportunity d ON d.id = b.opportunity_id
LEFT JOIN fact.quota_holders c ON c.first_day = p.first_day AND c.last_day = p.last_day AND c.level = 'company'
LEFT JOIN fact.quota_holders t ON t.first_day = p.first_day AND t.last_day = p.last_day AND t.level = 'team' AND t.holder = b.team
LEFT JOIN fact.quota_holders h ON h.first_day = p.first_day AND h.last_day = p.last_day AND h.level = 'person' AND h.holder = coalesce(b.owner, d.owner_id)
LEFT JOIN (
  SELECT DISTINCT first_day, last_day, team FROM fact.quota_goals WHERE team IS NOT NULL
) g ON g.first_day = p.first_day AND g.last_day = p.last_day AND g.team = b.team
WHERE c.first_day IS NOT NULL OR t.first_day IS NOT NULL OR h.first_day IS NOT NULL
