namespace Market.Verify;

/// <summary>Supply contracts, deliveries and what supermarkets owe.</summary>
internal static class SupplyInvariants
{
    public static readonly Invariant[] All =
    [
        new("I18", "of a contract's line no more is called for than agreed, delivered than called for, accepted and rejected than delivered", """
            SELECT Id FROM orders_contract_figures WHERE Called > Agreed OR Delivered > Called OR Accepted + Rejected > Delivered OR Called < 0 OR Delivered < 0 OR Accepted < 0 OR Rejected < 0
            """),
        new("I18", "what is called for is the sum of the call-offs without what was refused", """
            SELECT f.Id FROM orders_contract_figures f LEFT JOIN (SELECT LineId, SUM(Grams - Refused) AS called FROM orders_call_off_lines GROUP BY LineId) l ON l.LineId = f.Id WHERE f.Called <> COALESCE(l.called, 0)
            """),
        new("I18", "what was sent for a call-off is the sum of its deliveries", """
            SELECT c.Id FROM orders_call_off_lines c LEFT JOIN (SELECT d.CallOffId, l.LineId, SUM(l.Grams) AS shipped FROM orders_delivery_lines l JOIN orders_deliveries d ON d.Id = l.DeliveryId GROUP BY d.CallOffId, l.LineId) s
              ON s.CallOffId = c.CallOffId AND s.LineId = c.LineId
            WHERE c.Shipped <> COALESCE(s.shipped, 0) OR c.Shipped + c.Refused > c.Grams
            """),
        new("I18", "delivered, accepted and rejected are the sums of the receipts", """
            SELECT f.Id FROM orders_contract_figures f LEFT JOIN (SELECT LineId, SUM(Delivered) AS delivered, SUM(Accepted) AS accepted, SUM(Rejected) AS rejected FROM orders_receipt_lines GROUP BY LineId) r ON r.LineId = f.Id
            WHERE f.Delivered <> COALESCE(r.delivered, 0) OR f.Accepted <> COALESCE(r.accepted, 0) OR f.Rejected <> COALESCE(r.rejected, 0)
            """),
        new("I18", "every delivery that was booked in has one receipt over all its lines, and no other has one", """
            SELECT d.Id FROM orders_deliveries d LEFT JOIN orders_receipts r ON r.DeliveryId = d.Id
            WHERE (d.State = 'Received') <> (r.Id IS NOT NULL)
               OR (d.State = 'Received' AND (SELECT COUNT(*) FROM orders_delivery_lines l WHERE l.DeliveryId = d.Id) <> (SELECT COUNT(*) FROM orders_receipt_lines x WHERE x.ReceiptId = r.Id))
            """),
        new("I18", "a receipt's line is paid at its price, rounded once; rejected goods have a reason and a photo, short ones a reason", """
            SELECT Id FROM orders_receipt_lines WHERE ABS(Fen * 1000 - Paid * FenPerKg) > 500 OR ABS(RejectedFen * 1000 - Rejected * FenPerKg) > 500 OR Paid < Accepted OR Paid + Rejected > Delivered OR (Rejected > 0 AND (Reason = '' OR Photo = ''))
               OR (ShortFen <> 0 AND (ShortReason = '' OR ABS(ShortFen * 1000 - (Delivered - Paid - Rejected) * FenPerKg) > 500))
            """),
        new("I18", "every receipt's line is exactly one sale of its cooperative in the ledger, as it was put right", """
            SELECT l.Id FROM orders_receipt_lines l JOIN orders_receipts r ON r.Id = l.ReceiptId
            LEFT JOIN (SELECT LineId, CooperativeId, SUM(AmountFen) AS fen FROM orders_ledger_entries WHERE Account IN ('Sale', 'Correction') AND SubOrderId IS NULL GROUP BY LineId, CooperativeId) e ON e.LineId = l.Id AND e.CooperativeId = r.CooperativeId
            WHERE l.Fen <> COALESCE(e.fen, 0)
            """),
        new("I18", "bulk sales in the ledger are accepted goods and disputes that were given in or decided, to the fen", """
            SELECT s.fen FROM (SELECT COALESCE(SUM(AmountFen), 0) AS fen FROM orders_ledger_entries WHERE Account IN ('Sale', 'Correction') AND SubOrderId IS NULL) s
            WHERE s.fen <> (SELECT COALESCE(SUM(l.Fen + CASE WHEN r.State = 'Conceded' THEN l.RejectedFen + l.ShortFen WHEN r.State = 'Decided' THEN l.DecidedFen ELSE 0 END), 0) FROM orders_receipt_lines l JOIN orders_receipts r ON r.Id = l.ReceiptId)
            """),
        new("I18", "what is disputed is held, and nothing else is", """
            SELECT l.Id FROM orders_receipt_lines l JOIN orders_receipts r ON r.Id = l.ReceiptId
            LEFT JOIN (SELECT LineId, SUM(AmountFen) AS fen FROM orders_ledger_entries WHERE Account = 'Disputed' GROUP BY LineId) e ON e.LineId = l.DisputeId
            WHERE COALESCE(e.fen, 0) <> CASE WHEN r.State IN ('Disputed', 'Upheld', 'Referred') THEN l.RejectedFen + l.ShortFen ELSE 0 END
            """),
        new("I18", "what the town decided is part of what was disputed, has a reason and one who decided", """
            SELECT l.Id FROM orders_receipt_lines l JOIN orders_receipts r ON r.Id = l.ReceiptId
            WHERE r.State = 'Decided' AND (l.DecidedGrams < 0 OR l.DecidedGrams > l.Delivered - l.Paid OR l.DecidedFen > l.RejectedFen + l.ShortFen OR ABS(l.DecidedFen * 1000 - l.DecidedGrams * l.FenPerKg) > 1000 OR r.Verdict = '' OR r.DecidedBy IS NULL)
            """),
        new("I18", "how a receipt stood before each correction is kept, line by line, and what changed is in the ledger", """
            SELECT r.Id FROM orders_receipts r WHERE r.Corrections <> (SELECT COUNT(*) FROM orders_receipt_corrections c WHERE c.ReceiptId = r.Id)
            UNION SELECT c.ReceiptId FROM orders_receipt_corrections c WHERE c.Reason = '' OR (SELECT COUNT(*) FROM orders_receipt_earlier_lines e WHERE e.CorrectionId = c.Id) <> (SELECT COUNT(*) FROM orders_receipt_lines l WHERE l.ReceiptId = c.ReceiptId)
            UNION SELECT l.ReceiptId FROM orders_receipt_lines l JOIN orders_receipt_corrections c ON c.ReceiptId = l.ReceiptId AND c.Nth = 1 JOIN orders_receipt_earlier_lines e ON e.CorrectionId = c.Id AND e.ReceiptLineId = l.Id
              LEFT JOIN (SELECT LineId, SUM(AmountFen) AS fen FROM orders_ledger_entries WHERE Account = 'Sale' AND SubOrderId IS NULL GROUP BY LineId) s ON s.LineId = l.Id WHERE e.Fen <> COALESCE(s.fen, 0)
            """),
        new("I18", "what a supplier refused after it had confirmed counts as called for in its record", """
            SELECT c.Id FROM orders_call_offs c LEFT JOIN orders_supply_records s ON s.CallOffId = c.Id
            WHERE c.BrokenGrams <> 0 AND (c.BrokenGrams < 0 OR c.BrokenGrams > (SELECT SUM(l.Refused) FROM orders_call_off_lines l WHERE l.CallOffId = c.Id) OR s.CalledGrams IS NULL OR s.CalledGrams < c.BrokenGrams)
            """),
        new("I18", "a pallet stands on one delivery note", """
            SELECT Pallet FROM orders_deliveries WHERE Pallet <> '' GROUP BY Pallet HAVING COUNT(*) > 1 OR COUNT(OnPallet) <> COUNT(*)
            """),
        new("I18", "what is owed stands once on a list, and a statement is the sum of its items and of its cooperatives' shares", """
            SELECT s.Id FROM orders_statements s
            WHERE s.Fen <> (SELECT COALESCE(SUM(i.Fen), 0) FROM orders_owed_items i WHERE i.StatementId = s.Id) OR s.Fen <> (SELECT COALESCE(SUM(x.Fen), 0) FROM orders_statement_shares x WHERE x.StatementId = s.Id)
               OR s.PaidFen <> (SELECT COALESCE(SUM(x.PaidFen), 0) FROM orders_statement_shares x WHERE x.StatementId = s.Id)
            """),
        new("I18", "items owed are the paid lines and the given-in disputes", """
            SELECT i.fen FROM (SELECT COALESCE(SUM(Fen), 0) AS fen FROM orders_owed_items) i
            WHERE i.fen <> (SELECT COALESCE(SUM(AmountFen), 0) FROM orders_ledger_entries WHERE Account IN ('Sale', 'Correction') AND SubOrderId IS NULL)
            """),
        new("I18", "payments of a statement are never above it, and what arrived is what the ledger paid out", """
            SELECT s.Id FROM orders_statements s LEFT JOIN (SELECT StatementId, SUM(CASE WHEN State <> 'Missing' THEN Fen ELSE 0 END) AS sent, SUM(CASE WHEN State = 'Arrived' THEN Fen ELSE 0 END) AS arrived FROM orders_statement_payments GROUP BY StatementId) p ON p.StatementId = s.Id
            LEFT JOIN (SELECT t.OrderNumber, SUM(e.AmountFen) AS fen FROM orders_ledger_entries e JOIN orders_ledger_transactions t ON t.Seq = e.Seq WHERE e.Account = 'Receivable' AND t.Kind = 'payment' GROUP BY t.OrderNumber) l ON l.OrderNumber = s.Number
            WHERE s.SentFen <> COALESCE(p.sent, 0) OR s.PaidFen <> COALESCE(p.arrived, 0) OR s.SentFen > s.Fen OR s.PaidFen <> COALESCE(l.fen, 0)
            """),
        new("I18", "goods are called for under filed contracts only, and a contract has one version in force", """
            SELECT c.Id FROM orders_call_offs c JOIN orders_contracts x ON x.Id = c.ContractId WHERE x.FiledAt IS NULL OR x.FiledAt > c.At
            UNION SELECT HeadId FROM orders_contracts WHERE State = 'Filed' GROUP BY HeadId HAVING COUNT(*) > 1
            """),
        new("I14", "every filed contract was agreed by two people, reviewed, and sealed by two names", """
            SELECT Id FROM orders_contracts WHERE State IN ('Filed', 'Archived', 'Superseded') AND (ChainAgreedBy IS NULL OR SupplierAgreedBy IS NULL OR ChainAgreedBy = SupplierAgreedBy OR ChainAgreedBy = BuyerId OR ReviewedBy IS NULL OR Handler = '' OR Chair = '' OR Handler = Chair OR FilingNumber IS NULL)
            """),
    ];
}
