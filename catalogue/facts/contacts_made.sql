/*
fact: contacts_made
row: one completed call, mail, meeting or public answer of a human of ours to a customer; mass mail and bots are out
refresh_by: activity
columns:
  contact_id:  { kind: text }
  occurred_at: { kind: instant }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner, meaning: who was in touch }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
SELECT
  activity_id AS contact_id, took_place_at AS occurred_at, took_place_day AS occurred_day,
  customer_id, channel, segment, country, owner, team, source
FROM fact.activities
WHERE is_done AND kind IN ('call', 'email', 'meeting', 'message') AND customer_id IS NOT NULL
UNION ALL
SELECT
  a.act_id, a.acted_at, a.acted_day,
  t.customer_id, t.channel, t.segment, t.country, a.owner, a.team, t.source
FROM fact.ticket_acts a
JOIN fact.ticket_steps s ON s.step_id = a.act_id
JOIN fact.tickets t ON t.ticket_id = a.ticket_id
WHERE a.is_answer AND t.customer_id IS NOT NULL
