namespace Market.Verify;

/// <summary>Orders, payments and their money.</summary>
internal static class OrderInvariants
{
    public static readonly Invariant[] All =
    [
        new("I3", "an order's total is its parts' goods and freight", """
            SELECT o.Id FROM orders_orders o JOIN orders_sub_orders s ON s.OrderId = o.Id
            GROUP BY o.Id, o.TotalFen HAVING o.TotalFen <> SUM(s.GoodsFen + s.FreightFen)
            """),
        new("I3", "a part's goods are its lines at their ceiling", """
            SELECT s.Id FROM orders_sub_orders s JOIN orders_orders o ON o.Id = s.OrderId JOIN orders_lines l ON l.SubOrderId = s.Id
            WHERE o.Presale = 0 GROUP BY s.Id, s.GoodsFen HAVING s.GoodsFen <> SUM(l.CeilingFen)
            """),
        new("I3", "a line's ceiling is price times quantity and tolerance, rounded once", """
            SELECT Id FROM orders_lines
            WHERE ABS(CeilingFen * 100000 - UnitPriceFen * OrderedMilli * (CASE WHEN Weighed = 1 THEN 100 + TolerancePercent ELSE 100 END)) > 50000 + UnitPriceFen * 100
               OR FinalFen > CeilingFen OR FinalFen < 0 OR RefundedFen > FinalFen OR RefundedFen < 0
            """),
        new("I3", "the unit price is the one in force when the order was placed", """
            SELECT l.Id FROM orders_lines l JOIN orders_sub_orders s ON s.Id = l.SubOrderId JOIN orders_orders o ON o.Id = s.OrderId
            WHERE EXISTS (SELECT 1 FROM catalog_price_changes c WHERE c.OfferId = l.OfferId)
              AND NOT EXISTS (SELECT 1 FROM catalog_price_changes c WHERE c.OfferId = l.OfferId AND c.PriceFen = l.UnitPriceFen)
            """),
        new("I5", "a completed part has exactly its lines as sales and its freight, an open one has none", """
            SELECT s.Id FROM orders_sub_orders s
            LEFT JOIN (SELECT SubOrderId, SUM(CASE WHEN Account = 'Sale' THEN AmountFen ELSE 0 END) AS sale, SUM(CASE WHEN Account = 'Freight' THEN AmountFen ELSE 0 END) AS freight
              FROM orders_ledger_entries WHERE Account IN ('Sale', 'Freight') GROUP BY SubOrderId) e ON e.SubOrderId = s.Id
            LEFT JOIN (SELECT SubOrderId, SUM(FinalFen) AS final FROM orders_lines GROUP BY SubOrderId) l ON l.SubOrderId = s.Id
            WHERE (s.State = 'Completed' AND (COALESCE(e.sale, 0) <> l.final OR COALESCE(e.freight, 0) <> s.FreightFen))
               OR (s.State <> 'Completed' AND (COALESCE(e.sale, 0) <> 0 OR COALESCE(e.freight, 0) <> 0))
            """),
        new("I5", "no line is sold twice", """
            SELECT LineId FROM orders_ledger_entries WHERE Account = 'Sale' AND LineId IS NOT NULL GROUP BY LineId HAVING COUNT(*) > 1
            """),
        new("I5", "per order: captured less refunded equals held, income and kept deposits, to the fen", """
            SELECT p.OrderId FROM (SELECT OrderId, SUM(CapturedFen) AS captured, SUM(RefundedFen) AS refunded FROM orders_payments GROUP BY OrderId) p
            LEFT JOIN (SELECT t.OrderId, SUM(CASE WHEN e.Account IN ('Held', 'Sale', 'Freight', 'Refund', 'Correction') THEN e.AmountFen ELSE 0 END) AS inside,
                SUM(CASE WHEN e.Account = 'Provider' THEN e.AmountFen ELSE 0 END) AS outside
              FROM orders_ledger_entries e JOIN orders_ledger_transactions t ON t.Seq = e.Seq GROUP BY t.OrderId) l ON l.OrderId = p.OrderId
            WHERE p.captured - p.refunded <> COALESCE(l.inside, 0) OR p.captured - p.refunded <> -COALESCE(l.outside, 0)
            """),
        new("I5", "nothing is held for an order whose parts are all completed or cancelled", """
            SELECT t.OrderId FROM orders_ledger_entries e JOIN orders_ledger_transactions t ON t.Seq = e.Seq
            WHERE e.Account = 'Held' AND t.OrderId IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM orders_sub_orders s WHERE s.OrderId = t.OrderId AND s.State NOT IN ('Completed', 'Cancelled'))
            GROUP BY t.OrderId HAVING SUM(e.AmountFen) <> 0
            """),
        new("I6", "captured amounts are the amounts asked, and refunds never exceed them", """
            SELECT Id FROM orders_payments WHERE (CapturedAt IS NOT NULL AND (CapturedFen <> AmountFen OR Currency <> 'CNY' OR IntentId IS NULL)) OR RefundedFen > CapturedFen OR (CapturedAt IS NULL AND CapturedFen <> 0)
            """),
        new("I6", "booked refunds equal what payments say went back", """
            SELECT p.Id FROM orders_payments p LEFT JOIN (SELECT PaymentId, SUM(AmountFen) AS fen FROM orders_refunds GROUP BY PaymentId) r ON r.PaymentId = p.Id
            WHERE p.RefundedFen <> COALESCE(r.fen, 0)
            """),
        new("I6", "at most one successful capture per order and stage", """
            SELECT OrderId FROM orders_payments WHERE CapturedAt IS NOT NULL GROUP BY OrderId, Stage HAVING COUNT(*) > 1
            """),
        new("I7", "every order came from exactly one idempotency key", """
            SELECT o.Id FROM orders_orders o LEFT JOIN orders_idempotency i ON i.ResultId = o.Id AND i.At = o.PlacedAt GROUP BY o.Id HAVING COUNT(i.Key) <> 1
            """),
        new("I14", "every completion, cancellation and refund has somebody who was allowed to do it", """
            SELECT s.Id FROM orders_sub_orders s WHERE s.State = 'Completed'
              AND NOT EXISTS (SELECT 1 FROM orders_deeds d WHERE d.SubjectId = s.Id AND d.Action = 'suborder.complete' AND d.Role IN ('manager', 'clerk', 'station', 'consumer', 'system'))
            """),
        new("I14", "a handed-over parcel was handed over by a station, a confirmed one by its buyer", """
            SELECT s.Id FROM orders_sub_orders s JOIN orders_orders o ON o.Id = s.OrderId
            WHERE s.State = 'Completed' AND ((s.Proof = 'Buyer' AND s.CompletedBy <> o.BuyerId) OR (s.Proof = 'PickupCode' AND (o.StationId IS NULL OR s.CompletedBy IS NULL)))
            """),
        new("I17", "awards that are accepted or open never exceed what a demand asks for in a window", """
            SELECT l.DemandId FROM orders_demand_lines l JOIN orders_demand_windows w ON w.LineId = l.Id
            JOIN orders_awards a ON a.DemandId = l.DemandId AND a.State IN ('Accepted', 'Offered') JOIN orders_award_lines g ON g.AwardId = a.Id AND g.Position = l.Position AND g.`From` = w.`From`
            GROUP BY l.DemandId, l.Id, w.`From`, w.Grams HAVING SUM(g.Grams) > w.Grams
            """),
        new("I17", "the parts of an award are all of it", """
            SELECT g.AwardId FROM orders_award_lines g LEFT JOIN orders_award_parts p ON p.AwardId = g.AwardId AND p.Position = g.Position AND p.`From` = g.`From`
            GROUP BY g.AwardId, g.Position, g.`From`, g.Grams HAVING g.Grams <> COALESCE(SUM(p.Grams), 0)
            """),
    ];
}
