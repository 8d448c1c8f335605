/*
fact: ticket_actions
row: a human agent answered a request in public or solved it
refresh_by: ticket
columns:
  ticket_id:      { kind: text }
  acted_at:       { kind: instant }
  customer_id:    { kind: text, dimension: customer }
  ticket_channel: { kind: text, dimension: ticket_channel }
  priority:       { kind: text, dimension: priority }
  owner:          { kind: text, dimension: owner, meaning: who acted }
  team:           { kind: text, dimension: team }
  channel:        { kind: text, dimension: channel }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
SELECT
  a.ticket_id, a.acted_at, a.acted_day,
  t.customer_id, t.ticket_channel, a.priority, a.owner, a.team, t.channel, t.segment, t.country, t.source
FROM fact.ticket_acts a
JOIN fact.tickets t ON t.ticket_id = a.ticket_id
