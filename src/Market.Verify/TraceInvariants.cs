namespace Market.Verify;

/// <summary>Lots, their events and the public log.</summary>
internal static class TraceInvariants
{
    public static readonly Invariant[] All =
    [
        new("I10", "no transformation of lots gives more kilograms than went in", """
            SELECT e.EventId, SUM(CASE WHEN k.Role = 'Output' THEN k.Grams ELSE 0 END), SUM(CASE WHEN k.Role = 'Input' THEN k.Grams ELSE 0 END)
            FROM trace_events e JOIN trace_event_keys k ON k.Seq = e.Seq
            WHERE e.Type = 'TransformationEvent' AND e.OwnerId IS NOT NULL AND k.Role IN ('Input', 'Output') AND e.Body LIKE '%"cm:step"%'
            GROUP BY e.Seq, e.EventId
            HAVING SUM(CASE WHEN k.Role = 'Output' THEN k.Grams ELSE 0 END) > SUM(CASE WHEN k.Role = 'Input' THEN k.Grams ELSE 0 END)
            """),
        new("I10", "no lot has given away more than it had", """
            SELECT Code, ProducedGrams, ReturnedGrams, ShippedGrams, UsedGrams, LostGrams FROM trace_lots
            WHERE ShippedGrams + UsedGrams + LostGrams > ProducedGrams + ReturnedGrams
            """),
        new("I10", "what waits to be checked is part of what came back and is still there", """
            SELECT Code, ReturnedGrams, UncheckedGrams FROM trace_lots
            WHERE UncheckedGrams < 0 OR UncheckedGrams > ReturnedGrams OR UncheckedGrams > ProducedGrams + ReturnedGrams - ShippedGrams - UsedGrams - LostGrams
            """),
        new("I10", "no leaf of a lot's chain is missing from the log", """
            SELECT Subject, COUNT(*), MIN(Sequence), MAX(Sequence) FROM trace_log_leaves
            GROUP BY Subject HAVING MIN(Sequence) <> 1 OR MAX(Sequence) <> COUNT(*)
            """),
        new("I10", "each leaf of a chain names the one before it", """
            SELECT l.Subject, l.Sequence FROM trace_log_leaves l LEFT JOIN trace_log_leaves p ON p.Subject = l.Subject AND p.Sequence = l.Sequence - 1
            WHERE (l.Sequence = 1 AND l.Previous <> '') OR (l.Sequence > 1 AND (p.Hash IS NULL OR p.Hash <> l.Previous))
            """),
        new("I10", "every event of a lot has its leaf or waits for it", """
            SELECT e.Seq, e.EventId FROM trace_events e
            WHERE NOT EXISTS (SELECT 1 FROM trace_log_leaves l WHERE l.EventSeq = e.Seq) AND NOT EXISTS (SELECT 1 FROM trace_log_queue q WHERE q.EventSeq = e.Seq)
            """),
        new("I10", "the log's places run from 0 without a gap", """
            SELECT COUNT(*), MIN(l.`Index`), MAX(l.`Index`) FROM trace_log_leaves l
            HAVING COUNT(*) > 0 AND (MIN(l.`Index`) <> 0 OR MAX(l.`Index`) <> COUNT(*) - 1)
            """),
        new("I10", "every event of a lot enters the log within a minute", """
            SELECT q.Id, q.Subject, e.RecordTime FROM trace_log_queue q JOIN trace_events e ON e.Seq = q.EventSeq WHERE e.RecordTime < {now-60s}
            """),
        new("I10", "every lot of a recall that was approved is stopped", """
            SELECT r.Number, l.Code, l.State FROM trace_recalls r JOIN trace_recall_lots x ON x.RecallId = r.Id JOIN trace_lots l ON l.Code = x.LotCode
            WHERE r.State IN ('Approved', 'Closed') AND r.Mock = 0 AND l.State <> 'Recalled'
            """),
        new("I10", "no recall is approved by who proposed it", """
            SELECT Number FROM trace_recalls WHERE State IN ('Approved', 'Closed') AND Mock = 0 AND (DecidedBy IS NULL OR DecidedBy = ProposedBy)
            """),
    ];
}
