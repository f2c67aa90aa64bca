namespace Market.Orders.Contracts.Deliveries;

/// <summary>What stands beside a bulk sale in the income record.</summary>
internal static class BulkNote
{
    public static string Of(Receipt receipt, ReceiptLine line) => $"{receipt.ContractNumber} {receipt.DeliveryNumber} {line.Product} {line.Grade}".TrimEnd();
}
