/*
fact: opportunities
row: one deal as it stands now
refresh_by: opportunity
columns:
  opportunity_id: { kind: text }
  created_at:     { kind: instant }
  qualified_at:   { kind: instant }
  closed_at:      { kind: instant }
  lost_sight_at:  { kind: instant, meaning: "the last that is known of a deal that is closed, nobody knows when; else empty" }
  status:         { kind: text, meaning: "open, won, lost or disqualified" }
  is_qualified:   { kind: boolean, meaning: ever accepted as a real deal; all deals where nobody records it }
  kind:           { kind: text, meaning: "new, renewal or expansion" }
  amount:         { kind: money, currency: currency, meaning: empty when unknown }
  currency:       { kind: text, dimension: currency }
  cycle_seconds:  { kind: decimal, meaning: from opened to closed; empty when the dates contradict each other }
  customer_id:    { kind: text, dimension: customer }
  pipeline:       { kind: text, dimension: pipeline }
  stage:          { kind: text, dimension: stage, meaning: the present one }
  last_open_stage: { kind: text, dimension: last_open_stage, meaning: the last one in which it was open }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  product:        { kind: text, dimension: product }
  owner:          { kind: text, dimension: owner }
  manager:        { kind: text, dimension: manager }
  team:           { kind: text, dimension: team }
  source:         { kind: text, dimension: source }
*/
-- A deal that goes on after it was won or lost was closed when that began.
WITH numbered AS (
  SELECT
    s.*,
    lag(s.status) OVER (PARTITION BY s.opportunity_id ORDER BY s.place) AS status_before,
    row_number() OVER (PARTITION BY s.opportunity_id ORDER BY s.place DESC) AS from_last
  FROM fact.opportunity_states s
),
begun AS (
  SELECT
    numbered.*,
    max(CASE WHEN coalesce(status_before, '') <> status THEN place END) OVER (PARTITION BY opportunity_id) AS run_place
  FROM numbered
),
ended AS (
  SELECT
    l.opportunity_id, f.from_at AS ended_at, f.from_day AS ended_day, l.amount
  FROM begun l
  JOIN begun f ON f.opportunity_id = l.opportunity_id AND f.place = l.run_place
  WHERE l.from_last = 1 AND l.status <> 'open'
),
-- Of what is said to be closed, nobody knows when, the last that is known.
lost_sight AS (
  SELECT l.opportunity_id, l.from_at AS seen_at, l.from_day AS seen_day
  FROM begun l
  JOIN opportunity d ON d.id = l.opportunity_id
  WHERE l.from_last = 1 AND l.status = 'open' AND d.status <> 'open' AND d.closed_day IS NULL
),
-- A deal that has ended stands in a stage that says only how; what it came from says more.
last_open AS (
  SELECT opportunity_id, stage
  FROM (
    SELECT opportunity_id, stage, row_number() OVER (PARTITION BY opportunity_id ORDER BY place DESC) AS from_last
    FROM fact.opportunity_states
    WHERE status = 'open' AND stage IS NOT NULL
  ) s
  WHERE from_last = 1
),
dated AS (
  SELECT
    d.*,
    CASE WHEN d.status <> 'open' THEN coalesce(last_open.stage, d.stage) ELSE d.stage END AS last_open_stage,
    CASE WHEN d.closed_day IS NOT NULL THEN d.closed_at ELSE ended.ended_at END AS end_at,
    coalesce(d.closed_day, ended.ended_day) AS end_day,
    coalesce(d.amount, ended.amount) AS final_amount,
    lost_sight.seen_at,
    lost_sight.seen_day
  FROM opportunity d
  LEFT JOIN lost_sight ON lost_sight.opportunity_id = d.id
  LEFT JOIN ended ON ended.opportunity_id = d.id
  LEFT JOIN last_open ON last_open.opportunity_id = d.id
),
-- A company that never records qualification means all its deals.
habit AS (SELECT count(qualified_day) AS qualified_deals FROM opportunity)
SELECT
  d.id AS opportunity_id,
  d.created_at,
  d.created_day,
  d.qualified_at,
  d.qualified_day,
  CASE WHEN d.status <> 'open' THEN d.end_at END AS closed_at,
  CASE WHEN d.status <> 'open' THEN d.end_day END AS closed_day,
  d.seen_at AS lost_sight_at,
  d.seen_day AS lost_sight_day,
  d.status,
  habit.qualified_deals = 0 OR d.qualified_day IS NOT NULL AS is_qualified,
  d.kind,
  d.final_amount AS amount,
  d.currency,
  CAST(
    CASE
      WHEN d.end_day < d.created_day OR d.end_at < d.created_at THEN NULL
      -- Dates without times count as whole days.
      ELSE coalesce(seconds_between(d.created_at, d.end_at), days_between(d.created_day, d.end_day) * 86400.0)
    END AS DECIMAL(18, 6)
  ) AS cycle_seconds,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  d.pipeline,
  d.stage,
  d.last_open_stage,
  coalesce(d.channel, l.channel) AS channel,
  coalesce(g.name, l.campaign) AS campaign,
  l.segment,
  l.country,
  d.product,
  coalesce(e.name, l.owner) AS owner,
  m.name AS manager,
  coalesce(e.team, l.team) AS team,
  d.source_id AS source
FROM dated d
CROSS JOIN habit
LEFT JOIN customer_link o ON o.record_id = d.organization_id
LEFT JOIN customer_link p ON p.record_id = d.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN campaign g ON g.id = d.campaign_id
LEFT JOIN employee e ON e.id = d.owner_id
LEFT JOIN employee m ON m.id = e.manager_id
WHERE NOT coalesce(l.is_test, false)
