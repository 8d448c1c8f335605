/*
fact: activities
row: one call, mail, meeting, task or note of a human
refresh_by: activity
columns:
  activity_id:      { kind: text }
  took_place_at:    { kind: instant, meaning: "when it was completed, else begun, else planned" }
  kind:             { kind: text, meaning: "call, email, meeting, task, note or message" }
  direction:        { kind: text, meaning: inbound or outbound }
  is_done:          { kind: boolean, meaning: it took place; a plan or a call nobody answered did not }
  duration_seconds: { kind: integer }
  customer_id:      { kind: text, dimension: customer }
  channel:          { kind: text, dimension: channel }
  segment:          { kind: text, dimension: segment }
  country:          { kind: text, dimension: country }
  owner:            { kind: text, dimension: owner }
  team:             { kind: text, dimension: team }
  outcome:          { kind: text, dimension: outcome }
  source:           { kind: text, dimension: source }
*/
SELECT
  a.id AS activity_id,
  CASE
    WHEN a.done_day IS NOT NULL THEN a.done_at
    WHEN a.started_day IS NOT NULL THEN a.started_at
    ELSE a.due_at
  END AS took_place_at,
  coalesce(a.done_day, a.started_day, a.due_day) AS took_place_day,
  a.kind,
  a.direction,
  -- Telephone systems export calls with their length and do not say that they took place.
  coalesce(
    a.is_done,
    a.done_day IS NOT NULL OR (a.kind = 'call' AND a.started_day IS NOT NULL AND coalesce(a.duration_seconds, 0) > 0)
  ) AS is_done,
  a.duration_seconds,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  l.channel,
  l.segment,
  l.country,
  coalesce(e.name, l.owner) AS owner,
  coalesce(e.team, l.team) AS team,
  a.outcome,
  a.source_id AS source
FROM activity a
LEFT JOIN opportunity d ON d.id = a.opportunity_id
LEFT JOIN lead i ON i.id = a.lead_id
LEFT JOIN customer_link o ON o.record_id = coalesce(a.organization_id, d.organization_id, i.organization_id)
LEFT JOIN customer_link p ON p.record_id = coalesce(a.person_id, d.person_id, i.person_id)
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN employee e ON e.id = a.owner_id
WHERE NOT coalesce(a.is_automated, false) AND NOT coalesce(l.is_test, false)
