/*
fact: ticket_states
row: a real request waited unsolved from one moment to another
refresh_by: ticket
interval: { from: from_at, to: to_at }
columns:
  ticket_id:      { kind: text }
  created_at:     { kind: instant }
  from_at:        { kind: instant, meaning: created or reopened }
  to_at:          { kind: instant, meaning: solved; empty while it waits }
  customer_id:    { kind: text, dimension: customer }
  ticket_channel: { kind: text, dimension: ticket_channel }
  priority:       { kind: text, dimension: priority }
  owner:          { kind: text, dimension: owner }
  team:           { kind: text, dimension: team }
  channel:        { kind: text, dimension: channel }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
SELECT
  s.ticket_id, t.created_at, t.created_day, s.from_at, s.from_day, s.to_at, s.to_day,
  t.customer_id, t.ticket_channel, t.priority, t.owner, t.team, t.channel, t.segment, t.country, t.source
FROM fact.ticket_spans s
JOIN fact.tickets t ON t.ticket_id = s.ticket_id
JOIN ticket k ON k.id = s.ticket_id
WHERE NOT s.is_solved
  -- Said to be solved, but nobody knows when: it does not wait.
  AND NOT (s.to_day IS NULL AND coalesce(k.status, '') IN ('solved', 'closed'))
