namespace Market.Verify;

/// <summary>The ledger, invoices, outboxes.</summary>
internal static class LedgerInvariants
{
    public static readonly Invariant[] All =
    [
        new("I4", "every ledger transaction sums to zero, per cooperative", """
            SELECT Seq FROM orders_ledger_entries GROUP BY Seq, CooperativeId HAVING SUM(AmountFen) <> 0
            """),
        new("I4", "balances equal their entries", """
            SELECT b.CooperativeId FROM orders_ledger_balances b
            LEFT JOIN (SELECT CooperativeId, Account, SUM(AmountFen) AS fen FROM orders_ledger_entries GROUP BY CooperativeId, Account) e
              ON e.CooperativeId = b.CooperativeId AND e.Account = b.Account
            WHERE b.BalanceFen <> COALESCE(e.fen, 0)
            """),
        new("I4", "no entry is without its balance", """
            SELECT e.Id FROM orders_ledger_entries e LEFT JOIN orders_ledger_balances b ON b.CooperativeId = e.CooperativeId AND b.Account = e.Account WHERE b.CooperativeId IS NULL
            """),
        new("I4", "the ledger's sequence has no gap", """
            SELECT COUNT(*) AS entries, MAX(Seq) AS last FROM orders_ledger_transactions HAVING COUNT(*) > 0 AND (COUNT(*) <> MAX(Seq) OR MIN(Seq) <> 1)
            """),
        new("I4", "the counter stands at the ledger's end", """
            SELECT c.Value FROM orders_counters c WHERE c.Name = 'ledger' AND c.Value <> (SELECT COALESCE(MAX(Seq), 0) FROM orders_ledger_transactions)
            """),
        new("I4", "every transaction has entries", """
            SELECT t.Seq FROM orders_ledger_transactions t LEFT JOIN orders_ledger_entries e ON e.Seq = t.Seq WHERE e.Seq IS NULL
            """),
        new("I4", "invoice numbers have no gap", """
            SELECT CooperativeId FROM orders_invoices GROUP BY CooperativeId HAVING COUNT(*) <> MAX(Number) OR MIN(Number) <> 1
            """),
        new("I4", "every completed part has one invoice over its goods and freight", """
            SELECT s.Id FROM orders_sub_orders s LEFT JOIN orders_invoices i ON i.SubOrderId = s.Id AND i.CreditNote = 0
            LEFT JOIN (SELECT SubOrderId, SUM(FinalFen) AS final FROM orders_lines GROUP BY SubOrderId) l ON l.SubOrderId = s.Id
            WHERE (s.State = 'Completed' AND (i.Id IS NULL OR i.AmountFen <> l.final + s.FreightFen)) OR (s.State <> 'Completed' AND i.Id IS NOT NULL)
            """),
        new("I4", "no cooperative was paid out more than it earned", """
            SELECT CooperativeId FROM orders_ledger_balances WHERE Account IN ('Sale', 'Freight', 'Refund', 'Fee', 'Payout', 'Correction')
            GROUP BY CooperativeId HAVING SUM(BalanceFen) < 0 AND SUM(CASE WHEN Account = 'Payout' THEN BalanceFen ELSE 0 END) < 0
            """),
        new("I9", "no message of the orders waits longer than a minute", "SELECT Id, Error FROM orders_outbox WHERE SentAt IS NULL AND CreatedAt < {now-60s}"),
        new("I9", "no message of traceability waits longer than a minute", "SELECT Id, Error FROM trace_outbox WHERE SentAt IS NULL AND CreatedAt < {now-60s}"),
        new("I9", "no message of the catalogue waits longer than a minute", "SELECT Id, Error FROM catalog_outbox WHERE SentAt IS NULL AND CreatedAt < {now-60s}"),
    ];
}
