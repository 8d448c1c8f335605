/*
fact: ticket_arrivals
row: one real request when it came in, with the first priority, owner and team it had; merged, spam and test requests are out
refresh_by: ticket
columns:
  ticket_id:      { kind: text }
  created_at:     { kind: instant }
  customer_id:    { kind: text, dimension: customer }
  ticket_channel: { kind: text, dimension: ticket_channel }
  priority:       { kind: text, dimension: priority, meaning: the first that was set }
  owner:          { kind: text, dimension: owner, meaning: to whom it was assigned first }
  team:           { kind: text, dimension: team, meaning: with which it lay first }
  product:        { kind: text, dimension: product, meaning: what it is about }
  channel:        { kind: text, dimension: channel }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
-- What a request has now is not what came in: urgent ones are calmed, and handed to other teams.
WITH places AS (
  SELECT
    ticket_id,
    min(CASE WHEN priority IS NOT NULL THEN place END) AS priority_place,
    min(CASE WHEN owner IS NOT NULL THEN place END) AS owner_place,
    min(CASE WHEN team IS NOT NULL THEN place END) AS team_place
  FROM fact.ticket_holdings
  GROUP BY ticket_id
),
firsts AS (
  SELECT
    h.ticket_id,
    max(CASE WHEN h.place = p.priority_place THEN h.priority END) AS priority,
    max(CASE WHEN h.place = p.owner_place THEN h.owner END) AS owner,
    max(CASE WHEN h.place = p.team_place THEN h.team END) AS team
  FROM fact.ticket_holdings h
  JOIN places p ON p.ticket_id = h.ticket_id
  GROUP BY h.ticket_id
)
SELECT
  t.ticket_id,
  t.created_at,
  t.created_day,
  t.customer_id,
  t.ticket_channel,
  f.priority,
  f.owner,
  f.team,
  t.product,
  t.channel,
  t.segment,
  t.country,
  t.source
FROM fact.tickets t
LEFT JOIN firsts f ON f.ticket_id = t.ticket_id
