namespace Market.Verify;

/// <summary>Stock and reservations.</summary>
internal static class StockInvariants
{
    public static readonly Invariant[] All =
    [
        new("I1", "received + returned = available + reserved + sold + wasted, none negative", """
            SELECT OfferId FROM orders_stock
            WHERE ReceivedMilli + ReturnedMilli <> AvailableMilli + ReservedMilli + SoldMilli + WastedMilli
               OR ReceivedMilli < 0 OR AvailableMilli < 0 OR ReservedMilli < 0 OR SoldMilli < 0 OR WastedMilli < 0 OR ReturnedMilli < 0
            """),
        new("I1", "stock counters equal the sums of their movements", """
            SELECT s.OfferId FROM orders_stock s
            LEFT JOIN (SELECT OfferId,
                SUM(CASE WHEN Kind = 'Received' THEN Milli ELSE 0 END) AS received,
                SUM(CASE WHEN Kind IN ('Received', 'Released', 'Unsold') THEN Milli WHEN Kind IN ('Reserved', 'Wasted') THEN -Milli ELSE 0 END) AS available,
                SUM(CASE WHEN Kind = 'Reserved' THEN Milli WHEN Kind IN ('Released', 'Sold', 'Lost') THEN -Milli ELSE 0 END) AS reserved,
                SUM(CASE WHEN Kind = 'Sold' THEN Milli WHEN Kind IN ('Unsold', 'ShortShipped') THEN -Milli ELSE 0 END) AS sold,
                SUM(CASE WHEN Kind IN ('Wasted', 'ShortShipped', 'Lost') THEN Milli ELSE 0 END) AS wasted
              FROM orders_stock_movements GROUP BY OfferId) m ON m.OfferId = s.OfferId
            WHERE s.ReceivedMilli <> COALESCE(m.received, 0) OR s.AvailableMilli <> COALESCE(m.available, 0) OR s.ReservedMilli <> COALESCE(m.reserved, 0)
               OR s.SoldMilli <> COALESCE(m.sold, 0) OR s.WastedMilli <> COALESCE(m.wasted, 0)
            """),
        new("I1", "what is reserved equals the reservations and holds that are held", """
            SELECT s.OfferId FROM orders_stock s
            LEFT JOIN (SELECT OfferId, SUM(Milli) AS held FROM (
                SELECT OfferId, Milli FROM orders_reservations WHERE State = 'Held' UNION ALL SELECT OfferId, Milli FROM orders_holds) h GROUP BY OfferId) r ON r.OfferId = s.OfferId
            WHERE s.ReservedMilli <> COALESCE(r.held, 0)
            """),
        new("I2", "every order line has exactly one reservation", """
            SELECT l.Id FROM orders_lines l LEFT JOIN orders_reservations r ON r.LineId = l.Id WHERE r.LineId IS NULL
            UNION ALL SELECT r.LineId FROM orders_reservations r LEFT JOIN orders_lines l ON l.Id = r.LineId WHERE l.Id IS NULL
            """),
        new("I2", "no reservation is held past its expiry and one sweep", """
            SELECT LineId FROM orders_reservations WHERE State = 'Held' AND ExpiresAt < {now-60s}
            UNION ALL SELECT Id FROM orders_holds WHERE ExpiresAt < {now-60s}
            """),
        new("I2", "held means unpaid, claimed means sold, released or expired means cancelled", """
            SELECT r.LineId FROM orders_reservations r
            JOIN orders_lines l ON l.Id = r.LineId JOIN orders_sub_orders s ON s.Id = l.SubOrderId
            WHERE (r.State = 'Held' AND s.State <> 'AwaitingPayment')
               OR (r.State = 'Claimed' AND s.State IN ('AwaitingPayment', 'Cancelled'))
               OR (r.State IN ('Released', 'Expired') AND s.State <> 'Cancelled' AND l.OrderedMilli > 0)
            """),
    ];
}
