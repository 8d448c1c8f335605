/*
fact: survey_answers
row: one valid answer to a survey question; answers outside the scale are out
refresh_by: survey
answers: true
columns:
  answer_id:    { kind: text }
  responded_at: { kind: instant }
  kind:         { kind: text, meaning: "nps, csat, ces or fcr: solved at the first contact" }
  score:        { kind: decimal, meaning: as given }
  scale_min:    { kind: decimal }
  scale_max:    { kind: decimal }
  polarity:     { kind: text, meaning: "high_good or low_good" }
  is_main_scale: { kind: boolean, meaning: "on the scale and polarity most answers of its kind use; scales are never pooled" }
  scale_key:    { kind: text, meaning: "the scale and its polarity: 1–5, 1–7 low_good" }
  scale:        { kind: text, meaning: "the scale in words of the parameters, where it is a usual one and its polarity the one most of its answers use" }
  who:          { kind: text, meaning: the person or the name in the survey tool; empty for nameless answers }
  speaker:      { kind: text, meaning: "who says it, whatever it is about; a nameless answer speaks for itself" }
  dedupe_key:   { kind: text, meaning: "who answered which question of which survey, and about which ticket or order if one" }
  is_final:     { kind: boolean, meaning: "false for an answer about a ticket or order that was changed later" }
  is_promoter:  { kind: boolean, meaning: 9 or 10 of 10 }
  is_detractor: { kind: boolean, meaning: 0 to 6 of 10 }
  is_satisfied: { kind: boolean, meaning: the best two steps of a scale of five or more; the best one of shorter scales }
  steps_from_best: { kind: decimal, meaning: 0 is the best possible answer }
  is_easy:      { kind: boolean, meaning: better than the middle of the scale }
  is_difficult: { kind: boolean, meaning: worse than the middle of the scale }
  is_escalated: { kind: boolean, meaning: the first level could not solve the request it is about }
  comment:      { kind: text }
  customer_id:  { kind: text, dimension: customer }
  survey:       { kind: text, dimension: survey }
  ticket_channel: { kind: text, dimension: ticket_channel, meaning: how the request it is about came in }
  priority:     { kind: text, dimension: priority, meaning: of the request it is about when it was solved }
  product:      { kind: text, dimension: product }
  segment:      { kind: text, dimension: segment }
  country:      { kind: text, dimension: country }
  variant:      { kind: text, dimension: variant }
  owner:        { kind: text, dimension: owner, meaning: "whom it is about, else who had the request when it was solved, else whose customer it is" }
  team:         { kind: text, dimension: team, meaning: "of the same" }
  channel:      { kind: text, dimension: channel }
  source:       { kind: text, dimension: source }
*/
WITH scaled AS (
  SELECT
    r.*,
    coalesce(r.scale_min, CASE WHEN r.kind IN ('nps', 'fcr') THEN 0 ELSE 1 END) AS low,
    coalesce(r.scale_max, CASE r.kind WHEN 'nps' THEN 10 WHEN 'ces' THEN 7 WHEN 'fcr' THEN 1 ELSE 5 END) AS high,
    coalesce(r.polarity, 'high_good') AS direction,
    -- An address is the same in any letters; other names may differ by them.
    CASE WHEN r.respondent LIKE '%@%' THEN lower(r.respondent) ELSE r.respondent END AS called
  FROM survey_response r
),
valid AS (
  SELECT
    scaled.*,
    coalesce(c.id, scaled.person_id, k.person, scaled.called) AS who,
    -- Counted from the good end: 0 is the best possible answer.
    CASE direction WHEN 'low_good' THEN score - low ELSE high - score END AS from_best
  FROM scaled
  LEFT JOIN fact.known_respondents k ON k.respondent = scaled.called
  LEFT JOIN customer_link l ON l.record_id = scaled.person_id
  LEFT JOIN customer c ON c.id = l.customer_id AND c.kind = 'person'
  WHERE score >= low AND score <= high AND (scaled.kind <> 'nps' OR (low = 0 AND high = 10))
),
scales AS (
  SELECT
    kind, low, high, direction,
    row_number() OVER (PARTITION BY kind ORDER BY count(*) DESC, high, low, direction) AS place,
    row_number() OVER (PARTITION BY kind, low, high ORDER BY count(*) DESC, direction) AS place_of_direction
  FROM valid
  GROUP BY kind, low, high, direction
),
keyed AS (
  SELECT
    valid.*,
    -- Nameless answers about one request or order are one person's; else they have nothing to be a duplicate of.
    kind || ' ' || survey || ' ' || coalesce(who, CASE WHEN ticket_id IS NULL AND document_id IS NULL THEN id ELSE '' END)
      || ' ' || coalesce(ticket_id, document_id, '') AS dedupe_key
  FROM valid
),
placed AS (
  SELECT
    keyed.*,
    row_number() OVER (
      PARTITION BY dedupe_key
      ORDER BY responded_day DESC, coalesce(responded_at, CAST(responded_day AS TIMESTAMP)) DESC, id DESC
    ) AS from_last
  FROM keyed
),
-- An answer about a request judges who had it at its last solution before the answer, else at the answer.
judged AS (
  SELECT
    v.id AS answer_id,
    coalesce(
      max(coalesce(s.from_at, CAST(s.from_day AS TIMESTAMP))),
      max(coalesce(v.responded_at, CAST(add_days(v.responded_day, 1) AS TIMESTAMP)))
    ) AS moment
  FROM placed v
  LEFT JOIN fact.ticket_spans s
    ON s.ticket_id = v.ticket_id AND s.is_solved
    AND s.from_day <= v.responded_day AND coalesce(s.from_at <= v.responded_at, true)
  WHERE v.ticket_id IS NOT NULL
  GROUP BY v.id
)
SELECT
  v.id AS answer_id,
  v.responded_at,
  v.responded_day,
  v.kind,
  v.score,
  v.low AS scale_min,
  v.high AS scale_max,
  v.direction AS polarity,
  s.place = 1 AS is_main_scale,
  CASE WHEN v.low = floor(v.low) THEN CAST(CAST(v.low AS BIGINT) AS VARCHAR) ELSE CAST(v.low AS VARCHAR) END
    || '–' || CASE WHEN v.high = floor(v.high) THEN CAST(CAST(v.high AS BIGINT) AS VARCHAR) ELSE CAST(v.high AS VARCHAR) END
    || CASE v.direction WHEN 'low_good' THEN ' low_good' ELSE '' END AS scale_key,
  CASE
    WHEN s.place_of_direction > 1 THEN NULL
    WHEN v.low = 0 AND v.high = 10 THEN 'scale_0_10'
    WHEN v.low <> 1 THEN NULL
    WHEN v.high = 3 THEN 'scale_1_3'
    WHEN v.high = 5 THEN 'scale_1_5'
    WHEN v.high = 7 THEN 'scale_1_7'
    WHEN v.high = 10 THEN 'scale_1_10'
  END AS scale,
  v.who,
  coalesce('who ' || v.who, 'answer ' || v.id) AS speaker,
  v.dedupe_key,
  v.from_last = 1 OR (v.ticket_id IS NULL AND v.document_id IS NULL) AS is_final,
  v.kind = 'nps' AND v.score >= 9 AS is_promoter,
  v.kind = 'nps' AND v.score <= 6 AS is_detractor,
  v.from_best <= CASE WHEN v.high - v.low >= 4 THEN 1 ELSE 0 END AS is_satisfied,
  v.from_best AS steps_from_best,
  v.from_best * 2 < v.high - v.low AS is_easy,
  v.from_best * 2 > v.high - v.low AS is_difficult,
  coalesce(t.is_escalated, false) AS is_escalated,
  v.comment,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  v.survey,
  coalesce(t.channel, v.channel) AS ticket_channel,
  h.priority,
  v.product,
  coalesce(v.segment, l.segment) AS segment,
  l.country,
  coalesce(v.variant, l.variant) AS variant,
  coalesce(e.name, h.owner, CASE WHEN h.team IS NULL THEN l.owner END) AS owner,
  coalesce(e.team, h.team, CASE WHEN h.owner IS NULL THEN l.team END) AS team,
  l.channel,
  v.source_id AS source
FROM placed v
JOIN scales s ON s.kind = v.kind AND s.low = v.low AND s.high = v.high AND s.direction = v.direction
LEFT JOIN ticket t ON t.id = v.ticket_id
LEFT JOIN judged j ON j.answer_id = v.id
LEFT JOIN fact.ticket_holdings h
  ON h.ticket_id = v.ticket_id
  AND h.holds_from_at <= j.moment AND h.holds_until_at > j.moment
LEFT JOIN customer_link o ON o.record_id = coalesce(v.organization_id, t.organization_id)
LEFT JOIN customer_link p ON p.record_id = coalesce(v.person_id, t.person_id)
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN employee e ON e.id = v.employee_id
WHERE NOT coalesce(l.is_test, false) AND NOT coalesce(t.is_test, false)
