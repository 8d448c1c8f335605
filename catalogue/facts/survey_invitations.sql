/*
fact: survey_invitations
row: one delivered invitation to a survey; reminders are none of their own
refresh_by: survey
columns:
  invitation_id:  { kind: text }
  sent_at:        { kind: instant }
  kind:           { kind: text, meaning: "nps, csat, ces or fcr" }
  is_answered:    { kind: boolean, meaning: on the scale and before the next invitation of the same person to the same survey }
  customer_id:    { kind: text, dimension: customer }
  survey:         { kind: text, dimension: survey }
  ticket_channel: { kind: text, dimension: ticket_channel, meaning: how the request it is about came in }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
-- Who is known as a person in one place may be known by the name in the survey tool alone in another.
WITH known AS (
  SELECT respondent, min(person_id) AS person_id
  FROM (
    SELECT respondent, person_id FROM survey_send
    UNION ALL
    SELECT respondent, person_id FROM survey_response
  ) named
  WHERE respondent IS NOT NULL AND person_id IS NOT NULL
  GROUP BY respondent
),
happened AS (
  SELECT
    id AS invitation_id, id, true AS is_invitation, survey, person_id, respondent, organization_id, ticket_id,
    coalesce(sent_at, CAST(sent_day AS TIMESTAMP)) AS at_moment
  FROM survey_send
  WHERE coalesce(delivered, true) AND NOT coalesce(is_reminder, false)
  UNION ALL
  SELECT
    NULL, r.id, false, r.survey, r.person_id, r.respondent, r.organization_id, r.ticket_id,
    coalesce(r.responded_at, CAST(r.responded_day AS TIMESTAMP))
  FROM survey_response r
  JOIN fact.survey_answers valid ON valid.answer_id = r.id
),
moments AS (
  SELECT
    h.invitation_id, h.is_invitation, h.at_moment,
    h.survey || ' ' || coalesce(h.person_id, k.person_id, h.respondent, h.organization_id, h.id) || ' ' || coalesce(h.ticket_id, '') AS invited_key
  FROM happened h
  LEFT JOIN known k ON k.respondent = h.respondent
),
-- What follows an invitation first: an answer, or the next invitation.
followed AS (
  SELECT
    invitation_id, is_invitation,
    lead(is_invitation) OVER (PARTITION BY invited_key ORDER BY at_moment, CASE WHEN is_invitation THEN 0 ELSE 1 END) AS next_is_invitation
  FROM moments
)
SELECT
  s.id AS invitation_id,
  s.sent_at,
  s.sent_day,
  s.kind,
  coalesce(NOT f.next_is_invitation, false) AS is_answered,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  s.survey,
  coalesce(t.channel, s.channel) AS ticket_channel,
  l.segment,
  l.country,
  s.source_id AS source
FROM followed f
JOIN survey_send s ON s.id = f.invitation_id
LEFT JOIN ticket t ON t.id = s.ticket_id
LEFT JOIN customer_link o ON o.record_id = coalesce(s.organization_id, t.organization_id)
LEFT JOIN customer_link p ON p.record_id = coalesce(s.person_id, t.person_id)
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
WHERE NOT coalesce(l.is_test, false) AND NOT coalesce(t.is_test, false)
