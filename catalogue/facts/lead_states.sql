/*
fact: lead_states
row: one lead from the day it came until it was converted or dropped
refresh_by: lead
interval: { from: from_at, to: to_at }
columns:
  lead_id:     { kind: text }
  from_at:     { kind: instant }
  to_at:       { kind: instant, meaning: converted or disqualified; empty while it is open }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
SELECT
  f.lead_id,
  f.created_at AS from_at,
  f.created_day AS from_day,
  CASE
    WHEN d.disqualified_day IS NOT NULL AND (f.converted_day IS NULL OR d.disqualified_day < f.converted_day) THEN d.disqualified_at
    ELSE f.converted_at
  END AS to_at,
  least(f.converted_day, d.disqualified_day) AS to_day,
  f.customer_id, f.channel, f.campaign, f.segment, f.country, f.owner, f.team, f.source
FROM fact.leads f
JOIN lead d ON d.id = f.lead_id
-- Said to be closed, but nobody knows when: it is not open.
WHERE NOT (f.converted_day IS NULL AND d.disqualified_day IS NULL AND coalesce(d.status, 'open') IN ('converted', 'disqualified'))
