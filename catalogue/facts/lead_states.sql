/*
fact: lead_states
row: one prospect from the day its first enquiry came until all of them were converted or dropped; who comes back later is another row
refresh_by: lead
interval: { from: from_at, to: to_at }
columns:
  lead_id:     { kind: text, meaning: the first of its enquiries }
  from_at:     { kind: instant }
  to_at:       { kind: instant, meaning: the last of them was converted or disqualified; empty while one is open }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
WITH enquiries AS (
  SELECT
    f.*,
    f.created_at AS from_at,
    f.created_day AS from_day,
    CASE
      WHEN d.disqualified_day IS NOT NULL AND (f.converted_day IS NULL OR d.disqualified_day < f.converted_day) THEN d.disqualified_at
      ELSE f.converted_at
    END AS to_at,
    least(f.converted_day, d.disqualified_day) AS to_day
  FROM fact.leads f
  JOIN lead d ON d.id = f.lead_id
  -- Said to be closed, but nobody knows when: it is not open.
  WHERE NOT (f.converted_day IS NULL AND d.disqualified_day IS NULL AND coalesce(d.status, 'open') IN ('converted', 'disqualified'))
),
-- Enquiries of one identity that are open at once, or one on the day the other ends, are one prospect.
marked AS (
  SELECT
    enquiries.*,
    CASE
      WHEN from_day <= max(coalesce(to_day, DATE '9999-01-01')) OVER (
        PARTITION BY identity ORDER BY from_day, coalesce(from_at, CAST(from_day AS TIMESTAMP)), lead_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) THEN 0
      ELSE 1
    END AS begins
  FROM enquiries
),
numbered AS (
  SELECT
    marked.*,
    sum(begins) OVER (
      PARTITION BY identity ORDER BY from_day, coalesce(from_at, CAST(from_day AS TIMESTAMP)), lead_id ROWS UNBOUNDED PRECEDING
    ) AS run
  FROM marked
),
ends AS (
  SELECT
    numbered.*,
    row_number() OVER (
      PARTITION BY identity, run ORDER BY from_day, coalesce(from_at, CAST(from_day AS TIMESTAMP)), lead_id
    ) AS place,
    row_number() OVER (
      PARTITION BY identity, run ORDER BY coalesce(to_day, DATE '9999-01-01') DESC, CASE WHEN to_at IS NULL THEN 0 ELSE 1 END, to_at DESC, lead_id
    ) AS place_of_end
  FROM numbered
)
SELECT
  f.lead_id,
  f.from_at,
  f.from_day,
  l.to_at,
  l.to_day,
  f.customer_id, f.channel, f.campaign, f.segment, f.country, f.owner, f.team, f.source
FROM ends f
JOIN ends l ON l.identity = f.identity AND l.run = f.run AND l.place_of_end = 1
WHERE f.place = 1
